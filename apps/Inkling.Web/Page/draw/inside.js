// What each layer makes of the digit that is looked at, and the weights of the first one.

import { ask, segment } from '../api.js';
import { modelOf } from '../models.js';
import { bytesOf } from '../pixels.js';
import { make } from '../markup.js';
import { describe, describeFilters } from './layer-words.js';
import { ink, Mosaic, weight } from './mosaic.js';

const [FilterSide, MapSide, ValueSide] = [45, 48, 16];
const FirstHint = 'Draw a digit, and see here how it looks to each layer of the network.';

export class Inside {
  #host;
  #model = null;
  #filters = null;
  #mosaics = [];

  constructor(host) {
    this.#host = host;
    this.clear();
  }

  clear() {
    this.#model = null;
    this.#host.replaceChildren(make('p', {}, FirstHint));
  }

  async update(model, seen, signal) {
    if (this.#model !== model) this.#filters = await filtersOf(model, signal);
    const answer = await ask(`api/layers?${new URLSearchParams({ model })}`, { method: 'POST', body: bytesOf(seen), type: 'application/octet-stream', signal });
    const { height, width } = modelOf(model);
    const layers = [{ name: 'picture', kind: 'picture', shape: [1, height, width], values: seen }, ...answer.layers];
    if (this.#model !== model) this.#build(model, layers);
    for (const [i, layer] of layers.entries()) {
      const [count, rows, columns] = layer.shape;
      this.#mosaics[i]?.draw(bytesOf(layer.values), { count, width: columns, height: rows }, ink);
    }
  }

  // Once for a model: after that only the canvases change.
  #build(model, layers) {
    this.#model = model;
    this.#host.replaceChildren();
    const told = new Set();
    this.#mosaics = layers.map((layer, i) => {
      const isFirst = layer.name === this.#filters?.layer && layer.kind === 'conv';
      const { size, text } = describe(layer, layers[i - 1]?.shape, isFirst ? this.#filters : null);
      if (layer.name === this.#filters?.layer) this.#buildFilters(isFirst);
      const part = partOf(layer.name, size, told.has(text) ? '' : text);
      told.add(text);
      this.#host.append(part);
      if (layer.kind === 'dropout') return null;
      const isVector = layer.shape[1] * layer.shape[2] === 1;
      return mosaicIn(part, `${layer.name}: ${size}`, isVector ? ValueSide : MapSide, 'ink');
    });
  }

  #buildFilters(isConvolution) {
    const { layer, count, channels, height, width, values } = this.#filters;
    const part = partOf('What it looks for', `the weights of ${layer}`, describeFilters(this.#filters, isConvolution));
    part.firstChild.append(make('p', { class: 'legend' }, make('span', { class: 'for' }, 'ink here speaks for it'), make('span', { class: 'against' }, 'ink here speaks against it')));
    this.#host.append(part);
    mosaicIn(part, `Weights of ${layer}`, FilterSide, 'weights').draw(bytesOf(values), { count: count * channels, width, height }, weight);
  }
}

function partOf(name, size, text) {
  return make('article', { class: 'layer' }, make('div', {}, make('h3', {}, name, ' ', make('small', {}, size)), make('p', { class: 'fine' }, text)));
}

function mosaicIn(part, label, side, kind) {
  const canvas = make('canvas', { class: kind, role: 'img', 'aria-label': label });
  part.append(make('div', { class: 'mosaic' }, canvas));
  return new Mosaic(canvas, side);
}

// A network whose first layer reads no picture has none to show.
async function filtersOf(model, signal) {
  try {
    return await ask(`api/models/${segment(model)}/filters`, { signal });
  } catch (failure) {
    if (failure.status === 404) return null;
    throw failure;
  }
}
