// One run: what came of it, its curves, its passes, its settings.

import { CurvePair } from '../curves/pair.js';
import { button, make } from '../markup.js';
import { networkName } from '../networks.js';
import { cost, duration, percent } from '../numbers.js';
import { resume } from '../learn/learn.js';
import { go } from '../tabs.js';
import { stateText } from './list.js';

const Resumable = ['cancelled', 'interrupted'];

export function runParts(run) {
  const cards = [make('div', { class: 'card' }), make('div', { class: 'card' })];
  new CurvePair(...cards).draw({ ...run, perPass: iterationsOfPass(run) });
  return [headOf(run), make('div', { class: 'pair' }, ...cards), passesOf(run)];
}

function headOf(run) {
  const actions = make('div', { class: 'actions' });
  if (run.results.length > 0) actions.append(button('Use in Draw', () => go('draw', `run:${run.id}`), { class: 'primary' }));
  if (Resumable.includes(run.state)) actions.append(button('Resume', () => resume(run.id)));
  if (run.state === 'running') actions.append(button('Watch it learn', () => go('learn')));
  const facts = [
    ['State', stateText(run.state)],
    ['Accuracy', run.accuracy == null ? '–' : percent(run.accuracy, 2)],
    ['Test cost', run.testCost == null ? '–' : cost(Number(run.testCost))],
    ['Best pass', run.bestPass == null ? '–' : `${run.bestPass + 1} of ${run.passes}`],
    ['Data', run.dataset],
  ];
  return make('div', { class: 'card' },
    make('div', { class: 'heading' }, make('h2', {}, `${networkName(run.network)} `, make('small', {}, run.id)), actions),
    listOf('facts', facts));
}

function passesOf(run) {
  const head = ['Pass', 'Training cost', 'Test cost', 'Test error', 'Time'];
  const rows = run.results.map(result => make('tr', { class: result.pass === run.bestPass ? 'best' : '' },
    make('th', { scope: 'row' }, `${result.pass + 1}${result.pass === run.bestPass ? ' (best)' : ''}`),
    ...[cost(Number(result.trainCost)), cost(Number(result.testCost)), percent(result.testError, 2), duration(result.seconds)].map(text => make('td', {}, text))));
  return make('div', { class: 'card' },
    make('h2', {}, 'Passes'),
    make('div', { class: 'scroll passes', tabindex: '0', role: 'group', 'aria-label': 'Passes' },
      make('table', { class: 'figures' }, make('thead', {}, make('tr', {}, ...head.map(text => make('th', { scope: 'col' }, text)))), make('tbody', {}, ...rows))),
    make('details', { class: 'settings' }, make('summary', {}, 'All settings'), listOf('settings-list', settingsOf(run.settings))));
}

/** Names and values of nested settings, one after the other. */
function settingsOf(settings) {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (value === null) return [];
    return typeof value === 'object' ? settingsOf(value) : [[inWords(name), String(value)]];
  });
}

function inWords(name) {
  return name.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

function listOf(kind, pairs) {
  return make('dl', { class: kind }, ...pairs.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}

// The history has the pass, the batch in it and the iteration of each point, and so how many make a pass.
function iterationsOfPass({ history }) {
  const later = history.find(point => point.pass > 0);
  return later ? (later.iteration - later.batch - 1) / later.pass : history.at(-1)?.iteration ?? 1;
}
