// The same drawing, read by each network of the tool.

import { shippedModels } from '../models.js';
import { networkName, networkText } from '../networks.js';
import { count, sureness } from '../numbers.js';
import { make } from '../markup.js';
import { clearBars, drawBars } from '../network/bars.js';
import { recognize } from './reading.js';
import { numberOf } from './words.js';

export class Comparison {
  #columns = new Map();

  constructor(host) {
    this.host = host;
  }

  /** One column for each network. */
  build() {
    this.#columns = new Map(shippedModels().map(model => [model.id, columnOf(model)]));
    this.host.replaceChildren(...[...this.#columns.values()].map(column => column.element));
  }

  clear() {
    for (const [id, column] of this.#columns) {
      column.number.textContent = '?';
      column.sure.textContent = '';
      column.element.classList.remove('rejected');
      clearBars(column.bars, shippedModels().find(model => model.id === id).classes);
    }
  }

  /** Asks them one after the other; what one has answered already is not asked again. */
  async update(blob, settings, known, signal) {
    for (const model of shippedModels()) {
      const reading = known.model === model.id ? known : await recognize(blob, { ...settings, model: model.id }, signal);
      show(this.#columns.get(model.id), model, reading);
    }
  }
}

function columnOf(model) {
  const number = make('p', { class: 'number' }, '?');
  const sure = make('p', { class: 'fine' });
  const bars = make('table', { class: 'bars' }, make('caption', { class: 'unseen' }, `Probabilities of ${networkName(model.network)}`), make('tbody'));
  clearBars(bars, model.classes);
  const element = make('article', { 'data-model': model.id },
    make('h3', {}, networkName(model.network)),
    make('p', { class: 'fine about' }, `${networkText(model.network)} ${count(model.parameters)} parameters.`),
    number, sure, bars);
  return { element, number, sure, bars };
}

function show({ element, number, sure, bars }, model, reading) {
  const { text, size } = numberOf(reading);
  number.textContent = text;
  number.dataset.size = size;
  element.classList.toggle('rejected', reading.rejected);
  if (reading.digits.length === 0) {
    sure.textContent = 'reads nothing here';
    clearBars(bars, model.classes);
    return;
  }

  const least = Math.min(...reading.digits.map(digit => digit.probability));
  sure.textContent = `${sureness(least)} sure${reading.digits.length > 1 ? ' of the least sure digit' : ''}${reading.rejected ? ', and would not trust it' : ''}`;
  drawBars(bars, model.classes, reading.digits[0].probabilities);
  bars.hidden = reading.digits.length > 1;
}
