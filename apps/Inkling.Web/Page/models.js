// The networks that can be asked: those inside the tool, and those of finished runs.

import { ask } from './api.js';
import { count } from './numbers.js';
import { networkName } from './networks.js';
import { make } from './markup.js';

let models = [];

export const changes = new EventTarget();

/** Asks the server which there are; whoever shows them is told. */
export async function loadModels() {
  models = await ask('api/models');
  changes.dispatchEvent(new Event('change'));
}

export function allModels() {
  return models;
}

export function shippedModels() {
  return models.filter(model => model.kind === 'shipped');
}

export function modelOf(id) {
  return models.find(model => model.id === id);
}

/** Fills a select with them, and keeps what was chosen where it still exists. */
export function fillModels(select) {
  const before = select.value;
  const runs = models.filter(model => model.kind === 'run');
  select.replaceChildren(group('In the tool', shippedModels()), ...runs.length > 0 ? [group('Your runs', runs)] : []);
  select.value = modelOf(before)?.id ?? models.find(model => model.isDefault)?.id ?? models[0]?.id;
}

function group(label, members) {
  return make('optgroup', { label }, ...members.map(model => make('option', { value: model.id }, titleOf(model))));
}

function titleOf(model) {
  const name = model.kind === 'run' ? model.id.replace(/^run:/, '') : networkName(model.network);
  return `${name} (${count(model.parameters)} parameters)`;
}
