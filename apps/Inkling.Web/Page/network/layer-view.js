// A network from the picture up: what its first layer looks for, what each layer makes of the picture, and the answer. Drawn again whenever something changes.

import { make } from '../markup.js';
import { bytesOf } from '../pixels.js';
import { clearBars, drawBars } from './bars.js';
import { describe, describeFilters } from './layer-words.js';
import { Lens } from './lens.js';
import { ink, Mosaic, weight } from './mosaic.js';

const [FilterSide, MapSide, ValueSide] = [45, 48, 16];
const [Hidden, Filters] = [['dropout'], 'filters'];

export class LayerView {
  #host;
  #form = '';
  #mosaics = new Map();
  #bars = null;
  #lens = null;
  #shown = null;

  constructor(host) {
    this.#host = host;
  }

  clear(...content) {
    this.#form = '';
    this.#host.replaceChildren(...content);
  }

  /**
   * @param picture base64 bytes, with width and height
   * @param filters the weights of the first layer, or null
   * @param layers what each layer makes of it; the last may have probabilities
   * @param classes their names, or null
   */
  show({ picture, filters, layers, classes }) {
    const bytes = bytesOf(picture.values);
    const all = [{ name: 'picture', kind: 'picture', shape: [bytes.length / (picture.height * picture.width), picture.height, picture.width], values: picture.values }, ...layers]
      .filter(layer => !Hidden.includes(layer.kind));
    const form = JSON.stringify([all.map(({ name, shape }) => [name, shape]), filters?.layer]);
    if (form !== this.#form) this.#build(all, filters, classes);
    this.#form = form;
    this.#shown = { picture: { ...picture, bytes }, filters: filters && { ...filters, values: bytesOf(filters.values) } };
    for (const { name, shape: [count, height, width], values } of all) this.#mosaics.get(name)?.draw(bytesOf(values), { count, width, height }, ink);
    if (filters) this.#mosaics.get(Filters).draw(this.#shown.filters.values, { count: filters.count * filters.channels, width: filters.width, height: filters.height }, weight);
    if (this.#bars) drawBars(this.#bars, this.#namesOf(classes, layers.at(-1)), layers.at(-1).probabilities);
  }

  #namesOf(classes, { probabilities }) {
    return classes?.length === probabilities.length ? classes : probabilities.map((_, i) => String(i));
  }

  #build(all, filters, classes) {
    this.#host.replaceChildren();
    this.#mosaics.clear();
    [this.#bars, this.#lens] = [null, null];
    const told = new Set();
    for (const [i, layer] of all.entries()) {
      const isFirst = layer.name === filters?.layer, isFirstConvolution = isFirst && layer.kind === 'conv';
      const { size, text } = describe(layer, all[i - 1]?.shape, isFirstConvolution ? filters : null);
      if (isFirst) this.#buildFilters(filters, isFirstConvolution);
      const part = partOf(layer.name, size, told.has(text) ? '' : text);
      told.add(text);
      this.#host.append(part);
      if (layer.probabilities) {
        this.#bars = make('table', { class: 'bars' }, make('caption', { class: 'unseen' }, 'Probability of each class'), make('tbody'));
        clearBars(this.#bars, this.#namesOf(classes, layer));
        part.append(this.#bars);
        continue;
      }

      const isVector = layer.shape[1] * layer.shape[2] === 1;
      const canvas = this.#mosaicIn(part, layer.name, `${layer.name}: ${size}`, isVector ? ValueSide : MapSide, 'ink');
      if (isVector && layer.shape[0] === classes?.length) part.firstChild.append(make('p', { class: 'fine' }, `From left to right: ${classes.join(', ')}.`));
      if (isFirstConvolution && filters.channels === 1) this.#explain(canvas, part, layer);
    }
  }

  #buildFilters(filters, isConvolution) {
    const part = partOf('What it looks for', `the weights of ${filters.layer}`, describeFilters(filters, isConvolution));
    part.firstChild.append(make('p', { class: 'legend' }, make('span', { class: 'for' }, 'ink here speaks for it'), make('span', { class: 'against' }, 'ink here speaks against it')));
    this.#host.append(part);
    this.#mosaicIn(part, Filters, `Weights of ${filters.layer}`, FilterSide, 'weights');
  }

  // A filter and the map that it leaves belong together: who points at one sees both.
  #explain(canvas, part, layer) {
    this.#lens = new Lens();
    part.firstChild.append(this.#lens.element);
    const [maps, filters] = [this.#mosaics.get(layer.name), this.#mosaics.get(Filters)];
    const mark = index => [maps, filters].forEach(mosaic => mosaic.mark(index));
    const look = event => {
      const place = maps.placeOf(event);
      if (!place) return;
      mark(place.index);
      this.#lens.show(this.#shown.picture, this.#shown.filters, place, layer.shape[2]);
    };
    canvas.addEventListener('pointermove', look);
    canvas.addEventListener('pointerdown', look);
    const filterCanvas = filters.canvas;
    filterCanvas.addEventListener('pointermove', event => mark(filters.placeOf(event)?.index ?? null));
    for (const element of [canvas, filterCanvas]) {
      element.addEventListener('pointerleave', () => {
        mark(null);
        this.#lens.clear();
      });
    }
  }

  #mosaicIn(part, name, label, side, kind) {
    const canvas = make('canvas', { class: kind, role: 'img', 'aria-label': label });
    part.append(make('div', { class: 'mosaic' }, canvas));
    this.#mosaics.set(name, new Mosaic(canvas, side));
    return canvas;
  }
}

function partOf(name, size, text) {
  return make('article', { class: 'layer' }, make('div', {}, make('h3', {}, name, ' ', make('small', {}, size)), text ? make('p', { class: 'fine' }, text) : ''));
}
