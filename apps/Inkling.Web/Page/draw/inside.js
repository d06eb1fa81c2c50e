// What each layer makes of the digit that is looked at, and the weights of the first one.

import { ask, segment } from '../api.js';
import { modelOf } from '../models.js';
import { bytesOf } from '../pixels.js';
import { make } from '../markup.js';
import { LayerView } from '../network/layer-view.js';

const FirstHint = 'Draw a digit, and see here how it looks to each layer of the network.';

export class Inside {
  #view;
  #model = null;
  #filters = null;

  constructor(host) {
    this.#view = new LayerView(host);
    this.clear();
  }

  clear() {
    this.#model = null;
    this.#view.clear(make('p', {}, FirstHint));
  }

  async update(model, seen, signal) {
    if (this.#model !== model) this.#filters = await filtersOf(model, signal);
    this.#model = model;
    const { layers } = await ask(`api/layers?${new URLSearchParams({ model })}`, { method: 'POST', body: bytesOf(seen), type: 'application/octet-stream', signal });
    const { height, width, classes } = modelOf(model);
    this.#view.show({ picture: { values: seen, height, width }, filters: this.#filters, layers, classes });
  }
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
