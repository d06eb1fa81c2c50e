// The Learn tab: a form, and the training that is going on or was the last.

import { ask, post, segment } from '../api.js';
import { CurvePair } from '../curves/pair.js';
import { announce, button, say } from '../markup.js';
import { loadModels } from '../models.js';
import { networkName } from '../networks.js';
import { go, onShown } from '../tabs.js';
import { TrainingForm } from './form.js';
import { drawSamples } from './samples.js';
import { Training } from './training.js';
import { endText, passText, progressText } from './words.js';

const find = id => document.getElementById(id);
const Resumable = ['cancelled', 'interrupted'];

let training = null;
let form, curves;

export async function startLearn() {
  form = new TrainingForm(start);
  curves = new CurvePair(find('learn-cost'), find('learn-error'));
  onShown('learn', look);
  form.offer(await ask('api/training'));
}

/** Goes on with a run that was cancelled or interrupted. */
export async function resume(id) {
  await tryTo(async () => follow(await ask(`api/runs/${segment(id)}/resume`, { method: 'POST', once: true }) ?? await ask(`api/runs/${segment(id)}`)));
  go('learn');
}

// A training may have been started by another page.
async function look() {
  await tryTo(async () => {
    const offer = await ask('api/training');
    form.offer(offer);
    form.isBusy = offer.running !== null;
    if (offer.running && (training?.id !== offer.running || training.state !== 'running')) follow(await ask(`api/runs/${segment(offer.running)}`));
  });
}

async function start(settings) {
  form.isBusy = true;
  const isStarted = await tryTo(async () => follow(await post('api/runs', settings)));
  form.isBusy = isStarted;
}

async function cancel() {
  await tryTo(() => ask(`api/runs/${segment(training.id)}/cancel`, { method: 'POST', once: true }));
}

function follow(run) {
  training?.leave();
  training = new Training(run);
  find('training-idle').hidden = true;
  find('training').hidden = false;
  find('learn-samples').hidden = true;
  find('training-title').textContent = `${networkName(run.network)} learns`;
  find('training-actions').replaceChildren(button('Cancel', cancel));
  say(find('training-problem'), null);
  form.isBusy = true;
  for (const what of ['iteration', 'pass']) training.addEventListener(what, drawProgress);
  training.addEventListener('pass', () => announce(passText(training, training.results.at(-1))));
  training.addEventListener('samples', () => {
    find('learn-samples').hidden = false;
    drawSamples(find('samples'), find('samples-text'), training.samples);
  });
  training.addEventListener('end', end);
  drawProgress();
}

function drawProgress() {
  find('training-progress').value = training.done;
  find('training-text').textContent = progressText(training);
  curves.draw(training);
}

async function end() {
  const { id, network, state, results } = training;
  const { actions, title } = { actions: find('training-actions'), title: find('training-title') };
  title.textContent = `${networkName(network)} ${state === 'completed' ? 'has learnt' : 'was learning'}`;
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
