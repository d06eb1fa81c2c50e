// Boxes around the digits, over the sheet.

import { makeSvg } from '../markup.js';

const Margin = 6;

export class Boxes {
  #svg;
  #sheet;

  constructor(svg, sheet) {
    this.#svg = svg;
    this.#sheet = sheet;
  }

  clear() {
    this.#svg.replaceChildren();
  }

  /** One digit that fills the sheet needs no box; several do, and so does one in a picture. */
  draw(reading, chosen) {
    this.clear();
    if (reading.digits.length < 2 && !this.#sheet.picture) return;
    const { scale, x, y } = this.#sheet.placeOf(reading.image);
    for (const [i, { label, box, rejected }] of reading.digits.entries()) {
      if (box.width === 0) continue;
      const [left, top] = [x + scale * box.x - Margin, y + scale * box.y - Margin];
      this.#svg.append(makeSvg('g', { class: [rejected ? 'rejected' : '', i === chosen ? 'chosen' : ''].join(' ') },
        makeSvg('rect', { x: left, y: top, width: scale * box.width + 2 * Margin, height: scale * box.height + 2 * Margin, rx: 6 }),
        makeSvg('text', { x: left + 4, y: top > 22 ? top - 6 : top + 20 }, rejected ? `${label}?` : label)));
    }
  }
}
