// How one pixel of a map of the first convolution comes about: a window of the picture times the filter.

import { make } from '../markup.js';
import { ink, weight } from './mosaic.js';

const Hint = 'Point at a map to see its filter, and how one of its pixels comes about.';
const Zoom = 12;

export class Lens {
  #host = make('div', { class: 'lens' });
  #window = make('canvas', { class: 'ink', role: 'img', 'aria-label': 'A window of the picture' });
  #filter = make('canvas', { class: 'weights', role: 'img', 'aria-label': 'The filter' });
  #text = make('p', { class: 'fine', role: 'status' }, Hint);

  constructor() {
    this.#host.append(make('div', { class: 'product', hidden: true }, this.#window, make('span', {}, '×'), this.#filter), this.#text);
  }

  get element() {
    return this.#host;
  }

  clear() {
    this.#host.firstChild.hidden = true;
    this.#text.textContent = Hint;
  }

  /**
   * @param picture bytes, with width and height
   * @param filters the weights of the first layer
   * @param place which map, and which of its pixels
   * @param map the width of a map, which is as high as wide
   */
  show(picture, filters, { index, x, y }, map) {
    const { width: side, values, largest, biases, low, high } = filters;
    const [left, top] = [x, y].map(at => at - (map - 1 + side - picture.width) / 2);
    const pixels = new Uint8Array(side * side), weights = values.slice(index * side * side, (index + 1) * side * side);
    let sum = biases[index];
    for (let i = 0; i < pixels.length; i++) {
      const [column, row] = [left + i % side, top + Math.floor(i / side)];
      const isInside = column >= 0 && row >= 0 && column < picture.width && row < picture.height;
      pixels[i] = isInside ? picture.bytes[row * picture.width + column] : 0;
      if (isInside) sum += (weights[i] - 128) / 127 * largest[index] * (low + pixels[i] / 255 * (high - low));
    }

    this.#host.firstChild.hidden = false;
    paint(this.#window, pixels, side, ink);
    paint(this.#filter, weights, side, weight);
    this.#text.textContent = `Map ${index + 1}, column ${x + 1}, row ${y + 1}: each pixel of the window times its weight, added up, and the bias of ${biases[index].toFixed(2)} makes about ${sum.toFixed(1)}.`;
  }
}

function paint(canvas, bytes, side, colour) {
  [canvas.width, canvas.height] = [side, side];
  canvas.style.width = canvas.style.height = `${side * Zoom}px`;
  const image = new ImageData(side, side);
  for (const [i, value] of bytes.entries()) image.data.set(colour(value), 4 * i);
  canvas.getContext('2d').putImageData(image, 0, 0);
}
