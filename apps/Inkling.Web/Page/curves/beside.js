// Another run beside the one that is shown: chosen from a list, drawn with it, and what differs in their settings.

import { ask, segment } from '../api.js';
import { make } from '../markup.js';

const None = 'no other run';

/** The history has the pass, the batch in it and the iteration of each point, and so how many make a pass. */
export function iterationsOfPass({ history }) {
  const later = history.find(point => point.pass > 0);
  return later ? (later.iteration - later.batch - 1) / later.pass : history.at(-1)?.iteration ?? 1;
}

/** Offers all runs but one; what was chosen stays where it is still there. */
export function fillBeside(select, runs, own) {
  const before = select.value;
  const others = runs.filter(run => run.id !== own && run.completedPasses > 0);
  select.replaceChildren(make('option', { value: '' }, None), ...others.map(run => make('option', { value: run.id }, run.id)));
  select.value = others.some(run => run.id === before) ? before : '';
}

/** A run as the curves draw it beside another; null for none. */
export async function askBeside(id, signal) {
  if (!id) return null;
  const run = await ask(`api/runs/${segment(id)}`, { signal });
  return { ...run, name: run.id, perPass: iterationsOfPass(run) };
}

/** Names and values of nested settings, one after the other. */
export function settingsOf(settings) {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (value === null) return [];
    return typeof value === 'object' ? settingsOf(value) : [[inWords(name), String(value)]];
  });
}

/** What differs between the settings of two runs, in words. */
export function differenceText(one, other) {
  const [mine, theirs] = [new Map(settingsOf(one.settings)), new Map(settingsOf(other.settings))];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])].filter(name => name !== 'log period' && mine.get(name) !== theirs.get(name));
  return names.length === 0
    ? 'Both have the same settings.'
    : `What differs: ${names.map(name => `${name} ${mine.get(name) ?? '–'} here, ${theirs.get(name) ?? '–'} there`).join('; ')}.`;
}

function inWords(name) {
  return name.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}
