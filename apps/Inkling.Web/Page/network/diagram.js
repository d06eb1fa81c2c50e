// A network as a row of boxes, from the picture to the answer.

import { make } from '../markup.js';
import { size } from './layer-words.js';

const Words = { conv: 'convolution', relu: 'ReLU', maxpool: 'max pooling', avgpool: 'average pooling', fc: 'fully connected' };

/** @param layers name, kind and shape of each */
export function diagramOf(picture, layers) {
  const boxes = [{ kind: 'picture', shape: [picture.channels, picture.height, picture.width] }, ...layers];
  return make('ol', { class: 'diagram' },
    ...boxes.map(({ kind, shape }) => make('li', { class: `of-${kind}` }, make('b', {}, Words[kind] ?? kind), make('small', {}, size(shape)))),
    layers.at(-1)?.probabilities ? '' : make('li', {}, make('b', {}, '…'), make('small', {}, 'more layers')));
}
