// The two curves of a run, side by side.

import { cost, percent } from '../numbers.js';
import { Curve } from './curve.js';

export class CurvePair {
  #cost;
  #error;

  constructor(costHost, errorHost) {
    this.#cost = new Curve(costHost, {
      title: 'Cost', text: 'how far from the labels, on a log scale', isLogarithmic: true,
      format: (value, isTick) => (isTick ? String(Number(value.toPrecision(1))) : cost(value)),
    });
    this.#error = new Curve(errorHost, {
      title: 'Error', text: 'the part of the digits that is read wrongly',
      format: (value, isTick) => (isTick ? `${Number((100 * value).toPrecision(3))}\u202f%` : percent(value, 2)),
    });
  }

  /**
   * @param history points of training: iteration, cost, error
   * @param results tests after passes: pass (0-based), testCost, testError
   * @param perPass iterations of a pass
   */
  draw({ history, results, perPass, passes }) {
    const along = (values, x, y) => values.map(value => ({ x: x(value), y: Number(value[y]) }));
    const [ofPoint, ofPass] = [point => point.iteration / perPass, result => result.pass + 1];
    this.#cost.draw({ passes, train: along(history, ofPoint, 'cost'), test: along(results, ofPass, 'testCost') });
    this.#error.draw({ passes, train: along(history, ofPoint, 'error'), test: along(results, ofPass, 'testError') });
  }
}
