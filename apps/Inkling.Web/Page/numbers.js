// Numbers are written and read in one way, whatever the habits of the browser's language: a point before decimals, a narrow space between thousands.

const ThinSpace = '\u202f';

/** 60000 as "60 000". */
export function count(n) {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ThinSpace);
}

/** 0.9876 as "98.8 %". */
export function percent(fraction, decimals = 1) {
  return `${(100 * fraction).toFixed(decimals)}${ThinSpace}%`;
}

/** How sure a network is: as a percentage that claims certainty only of 1. */
export function sureness(probability) {
  return probability < 1 && probability > 0.999 ? `more than ${percent(0.999)}` : percent(probability);
}

/** A cost, to three figures. */
export function cost(value) {
  return Number.isFinite(value) ? value.toPrecision(3) : String(value);
}

/** Seconds as "48 s", "2 min 5 s", "1 h 3 min". */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 === 0 ? `${s / 60} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** One thing, several things: plural(1, 'digit') is "1 digit". */
export function plural(n, word) {
  return `${count(n)} ${word}${n === 1 ? '' : 's'}`;
}

/**
 * A whole number as somebody wrote it, or null where nothing is written. Spaces and apostrophes may part thousands. A comma or a point may not: 1.000 is a
 * thousand to some and one to others.
 */
export function parseCount(text, name, from, to) {
  const written = text.normalize('NFKC').trim();
  if (written === '') return null;
  const digits = written.replace(/[\s'’_]/g, '');
  if (!/^\d+$/.test(digits)) throw new RangeError(`${name}: expected a whole number in digits alone, such as 1000, found “${written}”.`);
  return within(Number(digits), name, from, to, written);
}

/** A number with a decimal point or a decimal comma. */
export function parseDecimal(text, name, from, to) {
  const written = text.normalize('NFKC').trim();
  if (!/^\d+([.,]\d*)?$/.test(written)) throw new RangeError(`${name}: expected a number such as 97.5, found “${written}”.`);
  return within(Number(written.replace(',', '.')), name, from, to, written);
}

function within(value, name, from, to, written) {
  if (value >= from && value <= to) return value;
  throw new RangeError(`${name}: expected ${count(from)} to ${count(to)}, found ${written}.`);
}
