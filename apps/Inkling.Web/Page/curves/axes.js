// Where things lie between the edges of a plot, and what is written along them.

const Steps = [1, 2, 5, 10];

/** Equal steps are equal distances. */
export class LinearAxis {
  constructor(from, to) {
    [this.from, this.to] = [from, to];
  }

  /** 0 at the beginning, 1 at the end. */
  placeOf(value) {
    return (value - this.from) / (this.to - this.from);
  }

  ticks(most) {
    const step = stepFor((this.to - this.from) / most);
    const first = Math.ceil(this.from / step - 1e-9);
    const last = Math.floor(this.to / step + 1e-9);
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  }
}

/** Equal factors are equal distances. */
export class LogarithmicAxis {
  constructor(from, to) {
    [this.from, this.to] = [from, to];
  }

  placeOf(value) {
    return Math.log(value / this.from) / Math.log(this.to / this.from);
  }

  /** 1, 2 and 5 of every power of ten, or the powers alone where those are too many. */
  ticks(most) {
    const powers = [];
    for (let power = Math.floor(Math.log10(this.from)); power <= Math.ceil(Math.log10(this.to)); power++) powers.push(10 ** power);
    const fine = this.#inside(powers.flatMap(power => [power, 2 * power, 5 * power]));
    return fine.length <= most ? fine : this.#inside(powers);
  }

  #inside(values) {
    return values.filter(value => value >= this.from * (1 - 1e-9) && value <= this.to * (1 + 1e-9));
  }
}

/** The least of 1, 2, 5, 10, 20 … (or 0.5, 0.2 …) that is not below a step. */
export function stepFor(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return Steps.map(step => step * power).find(step => step >= least * (1 - 1e-9));
}

/** At most so many points, each the mean of its neighbours: a curve that can be drawn ten times a second, and looked at. */
export function thinned(points, most) {
  if (points.length <= most) return points;
  const size = points.length / most;
  return Array.from({ length: most }, (_, i) => mean(points.slice(Math.floor(i * size), Math.floor((i + 1) * size))));
}

function mean(points) {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}
