// Pictures of the digits in one cell of the confusion matrix, or of the surest mistakes of all.

import { ask, segment } from '../api.js';
import { make } from '../markup.js';
import { plural, sureness } from '../numbers.js';
import { inkCanvas } from '../pixels.js';

/** @param cell the places of a cell, or null for all mistakes */
export async function showMistakes(host, id, { classes, confusion, width, height }, cell, signal) {
  const query = cell ? `?${new URLSearchParams({ actual: cell.actual, predicted: cell.predicted })}` : '';
  const mistakes = await ask(`api/runs/${segment(id)}/mistakes${query}`, { signal });
  host.replaceChildren(
    make('h2', {}, cell ? `${classes[cell.actual]} read as ${classes[cell.predicted]}` : 'The surest mistakes'),
    make('p', { class: 'fine', role: 'status' }, textOf(cell, cell ? confusion[cell.actual][cell.predicted] : null, mistakes.length)),
    make('div', { class: 'gallery' }, ...mistakes.map(mistake => figureOf(mistake, { width, height }))));
}

function textOf(cell, all, shown) {
  if (shown === 0) return cell ? 'There is no such sample among the test samples.' : 'There are none: every test sample is read rightly.';
  if (!cell) return 'What is written, what it was taken for, and how sure the network was.';
  const what = cell.actual === cell.predicted ? 'read rightly, the least sure first' : 'the surest mistakes first';
  return shown < all ? `${plural(shown, 'sample')} of ${all}: ${what}.` : `${plural(shown, 'sample')}: ${what}.`;
}

function figureOf({ label, predicted, probability, pixels }, form) {
  const isRight = label === predicted;
  return make('figure', {}, inkCanvas(pixels, `a ${label}`, form),
    make('figcaption', {},
      make('b', { class: isRight ? 'hit' : 'miss' }, isRight ? `${label} ✓` : `${label} → ${predicted}`),
      sureness(probability)));
}
