// How the best pass of a run does on its test digits: the confusion matrix, and the digits of one of its cells.

import { ask, isAbandoned, segment } from '../api.js';
import { make } from '../markup.js';
import { count, percent } from '../numbers.js';
import { confusionTable } from './confusion.js';
import { showMistakes } from './mistakes.js';

export async function showEvaluation(host, id, signal) {
  const [matrix, mistakes] = [make('div', { class: 'card' }, make('p', { role: 'status' }, 'Testing the best pass …')), make('div', { class: 'card' })];
  host.append(matrix);
  const evaluation = await orProblem(matrix, ask(`api/runs/${segment(id)}/evaluation`, { signal }));
  if (!evaluation) return;

  // The newest choice wins.
  let current = new AbortController();
  async function choose(cell) {
    current.abort();
    current = new AbortController();
    await orProblem(mistakes, showMistakes(mistakes, id, evaluation, cell, AbortSignal.any([signal, current.signal])));
  }

  matrix.replaceChildren(
    make('h2', {}, 'What was taken for what'),
    make('p', { class: 'fine' },
      `${count(evaluation.samples)} test samples, ${percent(evaluation.accuracy, 2)} read rightly. `,
      'Rows are what was written, columns what it was read as; choose a cell to see its samples.'),
    make('div', { class: 'scroll' }, confusionTable(evaluation, async (actual, predicted) => {
      await choose({ actual, predicted });
      mistakes.scrollIntoView({ block: 'nearest' });
    })));
  host.append(mistakes);
  await choose(null);
}

/** The problem as the content of a card. */
export function showProblem(card, failure) {
  card.replaceChildren(make('p', { class: 'problem', role: 'alert' }, failure.message));
}

async function orProblem(card, answer) {
  try {
    return await answer;
  } catch (failure) {
    if (!isAbandoned(failure)) showProblem(card, failure);
    return null;
  }
}
