// A plot of what training and testing gave over the passes, in SVG, that is drawn again whenever there is more.

import { make, makeSvg } from '../markup.js';
import { count } from '../numbers.js';
import { LinearAxis, LogarithmicAxis, stepFor, thinned } from './axes.js';

const Edge = { left: 52, right: 10, top: 10, bottom: 36 };
const MostPoints = 240;
const Dot = 6;

export class Curve {
  #svg = makeSvg('svg', { role: 'img' });
  #readout = make('output');
  #content = { passes: 1, train: [], test: [], beside: null };
  #besideKey = make('span', { class: 'beside', hidden: true });
  #format;
  #isLogarithmic;
  #title;
  #frame = 0;

  /** @param kind title, text (a sentence), format (of a value), isLogarithmic */
  constructor(host, { title, text, format, isLogarithmic = false }) {
    [this.#title, this.#format, this.#isLogarithmic] = [title, format, isLogarithmic];
    host.replaceChildren(make('figure', { class: 'curve' },
      make('figcaption', {}, make('h2', {}, title), make('small', {}, text)),
      this.#svg,
      make('p', { class: 'key' }, make('span', { class: 'train' }, 'training, on the way'), make('span', { class: 'test' }, 'test, after a pass'), this.#besideKey),
      this.#readout));
    new ResizeObserver(() => this.#paintSoon()).observe(host);
    this.#svg.addEventListener('pointermove', event => this.#readAt(event));
    this.#svg.addEventListener('pointerleave', () => this.#readLast());
  }

  /** @param content passes in all; train and test as points {x: passes done, y: value}; beside: another run's name, train and test, or null */
  draw({ passes, train, test, beside = null }) {
    const isDrawable = ({ y }) => Number.isFinite(y) && (!this.#isLogarithmic || y > 0);
    const drawable = run => ({ train: thinned(run.train.filter(isDrawable), MostPoints), test: run.test.filter(isDrawable) });
    this.#content = { passes: Math.max(1, passes), ...drawable({ train, test }), beside: beside && drawable(beside) };
    this.#besideKey.hidden = !beside;
    this.#besideKey.textContent = beside?.name ?? '';
    this.#paintSoon();
  }

  #paintSoon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    const { clientWidth: width, clientHeight: height } = this.#svg;
    if (width === 0) return;
    const { train, test, beside } = this.#content;
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const place = this.#places(width, height);
    this.#svg.replaceChildren(
      ...this.#grid(place, width, height),
      windowOf(width, height,
        ...beside ? [makeSvg('g', { class: 'beside' }, ...pathOf(beside.train, place), ...pathOf(beside.test, place), ...dotsOf(beside.test, place))] : [],
        makeSvg('g', { class: 'train' }, ...pathOf(train, place)),
        makeSvg('g', { class: 'test' }, ...pathOf(test, place), ...dotsOf(test, place))));
    this.#readLast();
  }

  #places(width, height) {
    const x = new LinearAxis(0, this.#content.passes), y = this.#valueAxis();
    const [across, up] = [width - Edge.left - Edge.right, height - Edge.top - Edge.bottom];
    return {
      axes: { x, y },
      x: point => round(Edge.left + across * x.placeOf(point.x)),
      y: point => round(height - Edge.bottom - up * y.placeOf(point.y)),
    };
  }

  #valueAxis() {
    const { beside } = this.#content;
    const [train, test] = ['train', 'test'].map(what => [...this.#content[what], ...beside?.[what] ?? []]);
    if (!this.#isLogarithmic) {
      // The steep beginning may leave the plot: what comes after it is what one wants to see.
      const most = Math.max(0.01, ...[...steady(this.#content.train), ...steady(beside?.train ?? []), ...test].map(point => point.y));
      const step = stepFor(most / 4);
      return new LinearAxis(0, Math.min(1, step * Math.ceil(most / step - 1e-9)));
    }

    const values = [...train, ...test].map(point => point.y);
    const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0.1, 3];
    return new LogarithmicAxis(least / 1.25, most * 1.25);
  }

  #grid({ axes, x, y }, width, height) {
    const rows = axes.y.ticks(7).flatMap(value => [
      makeSvg('line', { class: 'grid', x1: Edge.left, x2: width - Edge.right, y1: y({ y: value }), y2: y({ y: value }) }),
      makeSvg('text', { x: Edge.left - 8, y: y({ y: value }) + 4, 'text-anchor': 'end' }, this.#format(value, true)),
    ]);
    const passes = axes.x.ticks(Math.min(8, this.#content.passes)).filter(Number.isInteger).map(pass =>
      makeSvg('text', { x: x({ x: pass }), y: height - Edge.bottom + 18, 'text-anchor': 'middle' }, count(pass)));
    return [...rows, ...passes, makeSvg('text', { x: width - Edge.right, y: height - 2, 'text-anchor': 'end' }, 'passes')];
  }

  #readAt(event) {
    const { clientWidth: width, clientHeight: height } = this.#svg;
    const at = (event.offsetX - Edge.left) / (width - Edge.left - Edge.right) * this.#content.passes;
    const [train, test] = [nearest(this.#content.train, at), nearest(this.#content.test, at)];
    if (!train && !test) return;
    const place = this.#places(width, height);
    this.#svg.querySelector('.pointer')?.remove();
    const x = place.x(train ?? test);
    this.#svg.append(makeSvg('line', { class: 'pointer', x1: x, x2: x, y1: Edge.top, y2: height - Edge.bottom }));
    this.#readout.textContent = this.#words((train ?? test).x, train, test);
  }

  #readLast() {
    this.#svg.querySelector('.pointer')?.remove();
    const [train, test] = [this.#content.train.at(-1), this.#content.test.at(-1)];
    const words = train || test ? this.#words((train ?? test).x, train, test) : '';
    this.#readout.textContent = words;
    this.#svg.setAttribute('aria-label', `${this.#title}: ${words || 'nothing yet'}`);
  }

  #words(x, train, test) {
    const parts = [train && `training ${this.#format(train.y)}`, test && `test ${this.#format(test.y)}`].filter(Boolean);
    return `${x.toFixed(1)} passes: ${parts.join(', ')}`;
  }
}

/** A part of the picture that cuts off what lies outside of the axes, but for half a dot. */
function windowOf(width, height, ...content) {
  const [x, y, across, up] = [Edge.left - Dot, Edge.top - Dot, width - Edge.left - Edge.right + 2 * Dot, height - Edge.top - Edge.bottom + 2 * Dot];
  return makeSvg('svg', { class: 'window', x, y, width: across, height: up, viewBox: `${x} ${y} ${across} ${up}` }, ...content);
}

function pathOf(points, place) {
  return points.length < 2 ? [] : [makeSvg('path', { d: `M${points.map(point => `${place.x(point)} ${place.y(point)}`).join('L')}` })];
}

function steady(points) {
  return points.slice(Math.floor(points.length / 10));
}

function dotsOf(points, place) {
  return points.map(point => makeSvg('circle', { cx: place.x(point), cy: place.y(point), r: Dot - 2 }));
}

function nearest(points, x) {
  return points.reduce((best, point) => (!best || Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best), null);
}

function round(value) {
  return Math.round(10 * value) / 10;
}
