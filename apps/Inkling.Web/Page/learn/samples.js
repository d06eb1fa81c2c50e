// A few test digits and what the network takes them for, as it is now.

import { make } from '../markup.js';
import { percent } from '../numbers.js';
import { bytesOf, drawInk, inkCanvas } from '../pixels.js';
import { samplesText } from './words.js';

export function drawSamples(host, text, samples) {
  if (host.children.length !== samples.length) host.replaceChildren(...samples.map(figureOf));
  for (const [i, { label, predicted, probability, pixels, width, height }] of samples.entries()) {
    const [canvas, caption] = host.children[i].children;
    const isRight = label === predicted;
    host.children[i].className = isRight ? '' : 'wrong';
    canvas.setAttribute('aria-label', `a ${label}`);
    drawInk(canvas, bytesOf(pixels), { width, height });
    caption.replaceChildren(
      make('b', { class: isRight ? 'hit' : 'miss' }, isRight ? `${predicted} ✓` : `${predicted} ✗`),
      isRight ? percent(probability, 0) : `is a ${label}`);
  }

  text.textContent = samplesText(samples);
}

function figureOf({ label, pixels, width, height }) {
  return make('figure', {}, inkCanvas(pixels, label, { width, height }), make('figcaption'));
}
