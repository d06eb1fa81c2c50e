// The Learn tab: a form, and the training that is going on or was the last.

import { ask, post, segment } from '../api.js';
import { askBeside, differenceText, fillBeside } from '../curves/beside.js';
import { CurvePair } from '../curves/pair.js';
import { announce, button, say } from '../markup.js';
import { loadModels } from '../models.js';
import { diagramOf } from '../network/diagram.js';
import { LayerView } from '../network/layer-view.js';
import { networkName } from '../networks.js';
import { go, onShown } from '../tabs.js';
import { TrainingForm } from './form.js';
import { drawSamples } from './samples.js';
import { Training } from './training.js';
import { endText, passText, progressText } from './words.js';

const find = id => document.getElementById(id);
const Resumable = ['cancelled', 'interrupted'];

let training = null, beside = null;
let form, curves, layers;

export async function startLearn() {
  form = new TrainingForm(start);
  curves = new CurvePair(find('learn-cost'), find('learn-error'));
  layers = new LayerView(find('learn-layers'));
  find('learn-beside').addEventListener('change', () => tryTo(chooseBeside));
  find('learn-network').addEventListener('toggle', drawNetwork);
  onShown('learn', look);
  form.offer(await ask('api/training'));
}

/** Goes on with a run that was cancelled or interrupted. */
export async function resume(id) {
  await tryTo(async () => follow(await ask(`api/runs/${segment(id)}/resume`, { method: 'POST', once: true }) ?? await ask(`api/runs/${segment(id)}`)));
  go('learn');
}

// A training may have been started by another page. What this page starts while it asks is newer than the answer.
async function look() {
  const own = training;
  await tryTo(async () => {
    const offer = await ask('api/training');
    form.offer(offer);
    if (training !== own) return;
    form.isBusy = offer.running !== null;
    if (!offer.running) await forgetWhatIsGone();
    if (offer.running && (training?.id !== offer.running || training.state !== 'running')) follow(await ask(`api/runs/${segment(offer.running)}`));
  });
}

// A run that is over may have been renamed or deleted since.
async function forgetWhatIsGone() {
  if (!training || training.state === 'running') return;
  const own = training;
  const runs = await ask('api/runs');
  if (training !== own) return;
  if (runs.some(run => run.id === training.id)) {
    fillBeside(find('learn-beside'), runs, training.id);
    await chooseBeside();
    return;
  }

  training = null;
  find('training').hidden = true;
  find('training-idle').hidden = false;
}

async function start(settings) {
  form.isBusy = true;
  const isStarted = await tryTo(async () => follow(await post('api/runs', settings)));
  form.isBusy = isStarted;
}

async function tell(what) {
  await tryTo(() => ask(`api/runs/${segment(training.id)}/${what}`, { method: 'POST', once: true }));
}

function drawActions() {
  const { isPaused } = training;
  const actions = [isPaused ? button('Go on', () => tell('proceed'), { class: 'primary' }) : button('Pause', () => tell('pause')), button('Step', () => tell('step')), button('Cancel', () => tell('cancel'))];
  const place = [...find('training-actions').children].indexOf(document.activeElement);
  find('training-actions').replaceChildren(...actions);
  actions[place]?.focus();
}

// The run before this one is offered first: who turns a knob wants to see what it did.
async function offerBeside(before) {
  const own = training;
  const runs = await ask('api/runs');
  if (training !== own) return;
  fillBeside(find('learn-beside'), runs, own.id);
  if (before && runs.some(run => run.id === before && run.completedPasses > 0)) find('learn-beside').value = before;
  await chooseBeside();
}

// Only the newest choice counts, and only of the training that is shown.
async function chooseBeside() {
  const [own, id] = [training, find('learn-beside').value];
  const [other, details] = await Promise.all([askBeside(id), id ? ask(`api/runs/${segment(own.id)}`) : null]);
  if (training !== own || find('learn-beside').value !== id) return;
  beside = other;
  say(find('learn-differences'), other && differenceText(details, other));
  drawProgress();
}

function drawNetwork() {
  if (!training?.network || !find('learn-network').open) return;
  const { filters, layers: values, pixels, height, width } = training.network;
  if (find('learn-diagram').childElementCount === 0) find('learn-diagram').replaceChildren(diagramOf({ channels: atob(pixels).length / (height * width), height, width }, values));
  layers.show({ picture: { values: pixels, height, width }, filters, layers: values, classes: null });
}

function follow(run) {
  const before = training?.id;
  training?.leave();
  training = new Training(run);
  find('training-idle').hidden = true;
  find('training').hidden = false;
  find('learn-samples').hidden = true;
  find('learn-network').hidden = true;
  find('learn-diagram').replaceChildren();
  beside = null;
  find('learn-beside').replaceChildren();
  say(find('learn-differences'), null);
  find('training-title').textContent = `${networkName(run.network)} learns`;
  drawActions();
  say(find('training-problem'), null);
  form.isBusy = true;
  for (const what of ['iteration', 'pass', 'pause']) training.addEventListener(what, drawProgress);
  training.addEventListener('pass', () => announce(passText(training, training.results.at(-1))));
  training.addEventListener('samples', () => {
    find('learn-samples').hidden = false;
    drawSamples(find('samples'), find('samples-text'), training.samples);
  });
  training.addEventListener('pause', drawActions);
  training.addEventListener('network', () => {
    find('learn-network').hidden = false;
    drawNetwork();
  });
  training.addEventListener('end', end);
  drawProgress();
  // From then on the server knows the data.
  training.addEventListener('iteration', () => void tryTo(() => offerBeside(before)), { once: true });
}

function drawProgress() {
  find('training-progress').value = training.done;
  find('training-text').textContent = progressText(training);
  curves.draw(training, beside);
}

async function end() {
  const { id, model, state, results } = training;
  const { actions, title } = { actions: find('training-actions'), title: find('training-title') };
  title.textContent = `${networkName(model)} ${state === 'completed' ? 'has learnt' : 'was learning'}`;
  find('training-text').textContent = endText(training);
  announce(endText(training));
  form.isBusy = false;
  const next = [];
  if (Resumable.includes(state)) next.push(button('Resume', () => resume(id), { class: 'primary' }));
  if (results.length > 0) {
    next.push(button('Use it in Draw', () => go('draw', `run:${id}`), { class: state === 'completed' ? 'primary' : '' }));
    next.push(button('See its mistakes', () => go('runs', id)));
  }

  actions.replaceChildren(...next);
  await loadModels();
}

/** Does something that the server may refuse, and says why where it does. */
async function tryTo(action) {
  try {
    await action();
    return true;
  } catch (failure) {
    form.complain(failure.message);
    say(find('training-problem'), failure.message);
    return false;
  }
}
