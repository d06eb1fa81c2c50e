// Ten bars: the probability of each class. A model of many classes shows the ten likeliest.

import { percent } from '../numbers.js';
import { make } from '../markup.js';

const Most = 10;

export function drawBars(table, classes, probabilities) {
  const rows = rowsOf(classes, probabilities);
  const body = table.tBodies[0];
  const best = Math.max(...rows.map(row => row.probability));
  if (body.rows.length !== rows.length) body.replaceChildren(...rows.map(makeRow));
  for (const [i, { name, probability }] of rows.entries()) {
    const [head, bar, value] = body.rows[i].cells;
    body.rows[i].className = probability > 0 && probability === best ? 'best' : '';
    head.textContent = name;
    bar.firstChild.style.setProperty('--part', probability);
    value.textContent = percent(probability);
  }
}

/** No answer yet: ten empty bars. */
export function clearBars(table, classes) {
  drawBars(table, classes, classes.map(() => 0));
}

function rowsOf(classes, probabilities) {
  const rows = classes.map((name, i) => ({ name, probability: probabilities[i] }));
  return rows.length <= Most ? rows : rows.sort((a, b) => b.probability - a.probability).slice(0, Most);
}

function makeRow() {
  return make('tr', {}, make('th', { scope: 'row' }), make('td', { class: 'bar' }, make('span')), make('td', { class: 'value' }));
}
