// The sheet on the screen, painted at most once a frame.

import { Height, Width, paintStroke } from './sheet.js';

export class SheetView {
  #sheet;
  #canvas;
  #frame = 0;

  constructor(sheet, canvas) {
    this.#sheet = sheet;
    this.#canvas = canvas;
    const paintSoon = () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#paint());
    };
    sheet.addEventListener('change', paintSoon);
    new ResizeObserver(paintSoon).observe(canvas);
  }

  #paint() {
    const context = this.#fittedContext();
    const { picture, strokes } = this.#sheet;
    this.#canvas.classList.toggle('with-picture', Boolean(picture));
    if (picture?.bitmap) {
      const { scale, x, y } = this.#sheet.placeOf(picture.bitmap);
      context.imageSmoothingEnabled = scale < 4;
      context.drawImage(picture.bitmap, x, y, scale * picture.bitmap.width, scale * picture.bitmap.height);
    }

    for (const stroke of strokes) paintStroke(context, stroke);
  }

  /** As many pixels as the screen has there, all clear. */
  #fittedContext() {
    const width = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    [this.#canvas.width, this.#canvas.height] = [width, Math.round(width * Height / Width)];
    const context = this.#canvas.getContext('2d');
    context.setTransform(width / Width, 0, 0, width / Width, 0, 0);
    return context;
  }
}
