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
      title: 'Error', text: 'the part of the samples that is read wrongly',
      format: (value, isTick) => (isTick ? `${Number((100 * value).toPrecision(3))}\u202f%` : percent(value, 2)),
    });
  }

  /**
   * @param history points of training: iteration, cost, error
   * @param results tests after passes: pass (0-based), testCost, testError
   * @param perPass iterations of a pass
   * @param beside another run, with a name, or null
   */
  draw({ history, results, perPass, passes }, beside = null) {
    const most = Math.max(passes, beside?.passes ?? 0);
    const run = { history, results, perPass };
    this.#cost.draw({ passes: most, ...pointsOf(run, 'cost', 'testCost'), beside: beside && { name: beside.name, ...pointsOf(beside, 'cost', 'testCost') } });
    this.#error.draw({ passes: most, ...pointsOf(run, 'error', 'testError'), beside: beside && { name: beside.name, ...pointsOf(beside, 'error', 'testError') } });
  }
}

function pointsOf({ history, results, perPass }, ofTraining, ofTest) {
  return {
    train: history.map(point => ({ x: point.iteration / perPass, y: Number(point[ofTraining]) })),
    test: results.map(result => ({ x: result.pass + 1, y: Number(result[ofTest]) })),
  };
}
