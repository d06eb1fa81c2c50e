// The sheet of paper: strokes and pictures, one after the other, so that each can be taken back. A mark that covers hides all before it.

import { bytesOf } from '../pixels.js';

export const Width = 640;
export const Height = 480;

export class Sheet extends EventTarget {
  #marks = [];

  /** The marks that are to be seen. */
  get visible() {
    const covering = this.#marks.findLastIndex(mark => mark.covers);
    return this.#marks.slice(Math.max(0, covering));
  }

  get strokes() {
    return this.visible.filter(mark => mark.points);
  }

  /** The picture that lies on the sheet, if any. */
  get picture() {
    return this.visible.find(mark => mark.blob) ?? null;
  }

  get isEmpty() {
    return this.strokes.length === 0 && !this.picture;
  }

  get canUndo() {
    return this.#marks.length > 0;
  }

  /** Begins a stroke; where a picture lies, on a fresh sheet. */
  begin(point, width) {
    const stroke = { points: [point], width, covers: this.picture !== null };
    this.#add(stroke);
    return stroke;
  }

  /** Goes on with a stroke, unless it was taken back under the pen. */
  extend(stroke, points) {
    if (this.#marks.at(-1) !== stroke) return;
    stroke.points.push(...points);
    this.#tell();
  }

  put(picture) {
    this.#add({ ...picture, covers: true });
  }

  clear() {
    if (!this.isEmpty) this.#add({ covers: true });
  }

  undo() {
    if (!this.canUndo) return;
    this.#marks.pop();
    this.#tell();
  }

  /** Where a pixel of the picture that was sent lies on the sheet: a scale and a corner. */
  placeOf({ width, height }) {
    const scale = Math.min(Width / width, Height / height);
    return { scale, x: (Width - scale * width) / 2, y: (Height - scale * height) / 2 };
  }

  /** What is sent: a picture as it came, or the strokes as a PNG, dark on white. */
  toBlob() {
    if (this.picture) return this.picture.blob;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Width, Height];
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, Width, Height);
    for (const stroke of this.strokes) paintStroke(context, stroke);

    // Not canvas.toBlob: it waits until a browser has nothing else to do, which may take a second.
    const [, base64] = canvas.toDataURL('image/png').split(',');
    return new Blob([bytesOf(base64)], { type: 'image/png' });
  }

  #add(mark) {
    this.#marks.push(mark);
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Curves from middle to middle of neighbouring points, so that no corner of the hand's samples shows. */
export function paintStroke(context, { points, width }) {
  Object.assign(context, { lineWidth: width, lineCap: 'round', lineJoin: 'round', strokeStyle: '#000' });
  context.beginPath();
  context.moveTo(points[0].x, points[0].y);
  for (let i = 1; i + 1 < points.length; i++) {
    const [a, b] = [points[i], points[i + 1]];
    context.quadraticCurveTo(a.x, a.y, (a.x + b.x) / 2, (a.y + b.y) / 2);
  }
  context.lineTo(points.at(-1).x, points.at(-1).y);
  context.stroke();
}
