// One run: what came of it, its curves, its passes, its settings.

import { CurvePair } from '../curves/pair.js';
import { isAbandoned } from '../api.js';
import { askBeside, differenceText, fillBeside, iterationsOfPass, settingsOf } from '../curves/beside.js';
import { button, make } from '../markup.js';
import { networkName } from '../networks.js';
import { cost, duration, percent } from '../numbers.js';
import { resume } from '../learn/learn.js';
import { go } from '../tabs.js';
import { askToDelete, askToRename } from './dialogs.js';
import { stateText } from './list.js';

const Resumable = ['cancelled', 'interrupted'];

/** @param runs all of them, of which another may be drawn beside this one */
export function runParts(run, runs, signal) {
  const cards = [make('div', { class: 'card' }), make('div', { class: 'card' })];
  const curves = new CurvePair(...cards);
  const own = { ...run, perPass: iterationsOfPass(run) };
  curves.draw(own);
  return [headOf(run), besideOf(run, runs, other => curves.draw(own, other), signal), make('div', { class: 'pair' }, ...cards), passesOf(run)];
}

function besideOf(run, runs, draw, signal) {
  const [select, text] = [make('select'), make('div', { class: 'fine' })];
  fillBeside(select, runs, run.id);
  select.addEventListener('change', async () => {
    const id = select.value;
    try {
      const other = await askBeside(id, signal);
      if (select.value !== id) return;
      draw(other);
      text.replaceChildren(...other ? [tableOf(run, other), differenceText(run, other)] : []);
    } catch (failure) {
      if (!isAbandoned(failure)) text.replaceChildren(failure.message);
    }
  });
  return make('div', { class: 'card overlay' }, make('label', {}, 'Compare with ', select), text);
}

function tableOf(...runs) {
  const rows = [
    ['Accuracy', run => (run.accuracy == null ? '–' : percent(run.accuracy, 2))],
    ['Test cost', run => (run.testCost == null ? '–' : cost(Number(run.testCost)))],
    ['Best pass', run => (run.bestPass == null ? '–' : `${run.bestPass + 1} of ${run.passes}`)],
    ['Time', run => duration(run.results.reduce((sum, { seconds }) => sum + seconds, 0))],
  ];
  return make('table', { class: 'figures' },
    make('thead', {}, make('tr', {}, make('td'), ...runs.map(run => make('th', { scope: 'col' }, run.id)))),
    make('tbody', {}, ...rows.map(([name, of]) => make('tr', {}, make('th', { scope: 'row' }, name), ...runs.map(run => make('td', {}, of(run)))))));
}

function headOf(run) {
  const actions = make('div', { class: 'actions' });
  if (run.results.length > 0) actions.append(button('Use in Draw', () => go('draw', `run:${run.id}`), { class: 'primary' }));
  if (Resumable.includes(run.state)) actions.append(button('Resume', () => resume(run.id)));
  if (run.state === 'running') actions.append(button('Watch it learn', () => go('learn')));
  if (run.state !== 'running') actions.append(button('Rename', () => askToRename(run.id)), button('Delete', () => askToDelete(run.id)));
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

function listOf(kind, pairs) {
  return make('dl', { class: kind }, ...pairs.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}
