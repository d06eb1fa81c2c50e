// What a learner is told of each kind of layer.

import { plural } from '../numbers.js';

const kinds = {
  picture: () => 'What comes in: the digit as it was cut out, shrunk and centred.',
  relu: () => 'What is negative becomes nothing: only what was found stays.',
  sigmoid: () => 'Every value is squeezed into 0 to 1.',
  tanh: () => 'Every value is squeezed into −1 to 1.',
  batchnorm: () => 'Each map is brought to a common scale, so that all learn at one pace.',
  maxpool: () => 'Of every little square of neighbours the largest value stays: the maps shrink, and where exactly something is matters less.',
  avgpool: () => 'Every little square of neighbours becomes its mean.',
  add: () => 'What came around is added to what came through.',
  concat: () => 'Maps are put side by side.',
  conv: ([maps], below, filters) => filters
    ? `${plural(maps, 'filter')} of ${filters.width} × ${filters.height} pixels slide over the picture. Each leaves a map, inked where the picture looks like the filter.`
    : `${plural(maps, 'filter')}, each over all ${below[0]} maps above at once: combinations of what was found.`,
  fc: ([units], below) => `${plural(units, 'unit')}, each a sum of all ${below[0] * below[1] * below[2]} values above, every one with its own weight.`,
  softmax: () => 'The sums become probabilities: none negative, all together 1.',
};

/** One or two sentences, and the size in figures. */
export function describe({ kind, shape }, below, filters) {
  return { size: size(shape), text: kinds[kind]?.(shape, below, filters) ?? '' };
}

export function size([channels, height, width]) {
  if (height * width === 1) return plural(channels, 'value');
  return channels === 1 ? `${width} × ${height} pixels` : `${channels} maps of ${width} × ${height}`;
}

/** What is written above the weights of the first layer. */
export function describeFilters({ layer, count, width, height }, isConvolution) {
  return isConvolution
    ? `The ${plural(count, 'filter')} of ${layer}, ${width} × ${height} pixels each: strokes, edges and corners that the network found worth looking for.`
    : `What ${plural(count, 'unit')} of ${layer} look for, pixel by pixel.`;
}
