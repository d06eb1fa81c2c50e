// Many small pictures side by side on one canvas, as many in a row as there is room for.

const Gap = 4;
const Frame = 'rgb(128 128 128 / 0.45)';

/** Ink on paper: 0 is paper, 255 ink. Each tile has its own paper: beside the last one there is none. */
export function ink(value) {
  return [255 - value, 255 - value, 255 - value, 255];
}

/** Weights around 128: what speaks against is blue, what speaks for is orange, nothing is clear. */
export function weight(value) {
  return value < 128 ? [43, 110, 220, Math.min(255, 2 * (128 - value))] : [224, 110, 20, Math.min(255, 2 * (value - 128))];
}

export class Mosaic {
  #canvas;
  #strip = null;
  #count = 0;
  #side;
  #layout = null;
  #marked = null;

  /** @param side how wide a tile is on the screen, about, in pixels */
  constructor(canvas, side) {
    this.#canvas = canvas;
    this.#side = side;
    new ResizeObserver(() => this.#paint()).observe(canvas.parentElement);
  }

  get canvas() {
    return this.#canvas;
  }

  /** @param bytes picture by picture and row by row */
  draw(bytes, { count, width, height }, colour) {
    this.#count = count;
    this.#strip = stripOf(bytes, width, count * height, colour);
    this.#paint();
  }

  /** Draws a frame around a picture, or none. */
  mark(index) {
    if (this.#marked === index) return;
    this.#marked = index;
    this.#paint();
  }

  /** Which picture, and which of its pixels, an event points at; null beside them. */
  placeOf({ offsetX, offsetY }) {
    if (!this.#layout) return null;
    const { scale, cell, row, perRow } = this.#layout;
    const [column, line] = [Math.floor(offsetX / (cell + Gap)), Math.floor(offsetY / (row + Gap))];
    const [x, y] = [Math.floor((offsetX - column * (cell + Gap)) / scale), Math.floor((offsetY - line * (row + Gap)) / scale)];
    const index = line * perRow + column;
    return column < 0 || column >= perRow || x < 0 || y < 0 || x * scale >= cell || y * scale >= row || index >= this.#count ? null : { index, x, y };
  }

  #paint() {
    const room = this.#canvas.parentElement.clientWidth;
    if (room === 0 || !this.#strip) return;
    const [width, height] = [this.#strip.width, this.#strip.height / this.#count];
    const scale = Math.max(1, Math.round(this.#side / width));
    const [cell, row] = [scale * width, scale * height];
    const perRow = Math.max(1, Math.min(this.#count, Math.floor((room + Gap) / (cell + Gap))));
    this.#layout = { scale, cell, row, perRow };
    this.#size(perRow * (cell + Gap) - Gap, Math.ceil(this.#count / perRow) * (row + Gap) - Gap);

    const context = this.#canvas.getContext('2d');
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.imageSmoothingEnabled = false;
    context.strokeStyle = Frame;
    for (let i = 0; i < this.#count; i++) {
      const [x, y] = [i % perRow * (cell + Gap), Math.floor(i / perRow) * (row + Gap)];
      context.drawImage(this.#strip, 0, i * height, width, height, x, y, cell, row);
      context.strokeRect(x + 0.5, y + 0.5, cell - 1, row - 1);
    }

    if (this.#marked === null || this.#marked >= this.#count) return;
    context.strokeStyle = getComputedStyle(this.#canvas).getPropertyValue('--accent');
    context.lineWidth = 3;
    context.strokeRect(this.#marked % perRow * (cell + Gap) + 1.5, Math.floor(this.#marked / perRow) * (row + Gap) + 1.5, cell - 3, row - 3);
  }

  // Also clears the canvas.
  #size(width, height) {
    this.#canvas.width = Math.round(width * devicePixelRatio);
    this.#canvas.height = Math.round(height * devicePixelRatio);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
  }
}

/** All pictures below each other, a value a pixel. */
function stripOf(bytes, width, height, colour) {
  const image = new ImageData(width, height);
  for (const [i, value] of bytes.entries()) image.data.set(colour(value), 4 * i);
  const strip = new OffscreenCanvas(width, height);
  strip.getContext('2d').putImageData(image, 0, 0);
  return strip;
}
