// A reading in words.

import { plural, sureness } from '../numbers.js';

/** The number as it is shown, and how large it can be. */
export function numberOf(reading) {
  const lines = reading.text.split('\n');
  const longest = Math.max(...lines.map(line => line.length));
  const size = reading.digits.length === 0 || (longest <= 2 && lines.length === 1) ? 'large' : longest <= 5 && lines.length <= 2 ? 'medium' : 'small';
  return { text: reading.text || '–', size };
}

/** What a reader is told: what it is, and how sure that is. */
export function sentenceOf(reading, minConfidence) {
  const { digits } = reading;
  if (digits.length === 0) return 'Nothing is written here that could be read.';
  return `${digits.length === 1 ? ofOne(digits[0], minConfidence) : ofSeveral(reading, minConfidence)}${leftOut(reading)}`;
}

function ofSeveral(reading, minConfidence) {
  const { digits } = reading;
  if (digits.every(digit => digit.rejected && digit.probability >= minConfidence)) return `There is hardly a digit here. What comes nearest is ${reading.text.replaceAll('\n', ', ')}.`;
  const least = digits.reduce((a, b) => (b.probability < a.probability ? b : a));
  const lines = reading.text.split('\n').length;
  const what = `${plural(digits.length, 'digit')}${lines > 1 ? ` in ${plural(lines, 'line')}` : ''}`;
  const doubtful = digits.filter(digit => digit.rejected).length;
  return doubtful > 0
    ? `${what}, of which ${doubtful === 1 ? 'one is' : `${doubtful} are`} not to be trusted. The least sure is the ${least.label}: ${sureness(least.probability)}.`
    : `${what}. The least sure is the ${least.label}: ${sureness(least.probability)}.`;
}

function leftOut({ leftOut: signs = 0, digitsLeftOut: digits = 0, turned = 0 }) {
  if (turned > 0) return ` The picture was turned by ${turned} degrees to read it.`;
  if (digits > 0) return ` It is one of ${digits + 1} digits here; the options let you ask for several.`;
  return signs === 0 ? '' : signs === 1 ? ' A sign that is no digit is left out.' : ` ${signs} signs that are no digits are left out.`;
}

/** Where the digits are, for those who do not see the boxes. */
export function placesOf(reading) {
  if (reading.digits.length < 2) return '';
  const { width, height } = reading.image;
  return reading.digits.map(({ label, box }) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return `${label} at ${Math.round(100 * x / width)} percent from the left, ${Math.round(100 * y / height)} percent from the top`;
  }).join('; ');
}

function ofOne(digit, minConfidence) {
  const { label, probability } = digit;
  if (digit.rejected && probability < minConfidence) return `Less sure than you ask for: ${sureness(probability)}. The best guess is ${label}.`;
  if (digit.rejected) return `This is hardly a digit. What comes nearest is ${withArticle(label)}.`;
  if (probability >= 0.95) return `This is ${withArticle(label)}: ${sureness(probability)} sure.`;
  if (probability >= 0.75) return `This looks like ${withArticle(label)}: ${sureness(probability)} sure.`;
  return `Perhaps ${withArticle(label)}: only ${sureness(probability)} sure. The bars show what else it could be.`;
}

function withArticle(label) {
  if (!/^\d$/.test(label)) return label;
  return label === '8' ? 'an 8' : `a ${label}`;
}
