// A training as the server tells of it, event by event.

import { reportAnswer, reportSilence } from '../connection.js';
import { segment } from '../api.js';

const AgainAfter = 2000;

export class Training extends EventTarget {
  #source = null;
  #again = 0;
  #run;

  history = [];
  results = [];
  samples = [];
  network = null;
  isPaused = false;
  state = 'running';
  detail = null;
  #pace = null;

  /** @param run its JSON */
  constructor(run) {
    super();
    this.#run = run;
    this.#connect();
  }

  get id() {
    return this.#run.id;
  }

  get model() {
    return this.#run.network;
  }

  get passes() {
    return this.#run.passes;
  }

  get latest() {
    return this.history.at(-1) ?? null;
  }

  get perPass() {
    return this.latest ? this.latest.iterations / this.passes : 1;
  }

  /** The part of it that is done, 0 to 1. */
  get done() {
    return this.latest ? this.latest.iteration / this.latest.iterations : 0;
  }

  /** Seconds until the end, at the pace since this page looks on; null before one is known. */
  get left() {
    const { latest } = this;
    if (!this.#pace || latest.iteration === this.#pace.iteration) return null;
    return (performance.now() - this.#pace.time) / 1000 * (latest.iterations - latest.iteration) / (latest.iteration - this.#pace.iteration);
  }

  get best() {
    return this.results.reduce((best, result) => (best && best.testCost <= result.testCost ? best : result), null);
  }

  /** Does not look on any longer. */
  leave() {
    clearTimeout(this.#again);
    this.#source?.close();
  }

  #connect() {
    const source = this.#source = new EventSource(`api/runs/${segment(this.id)}/events`);
    const on = (name, react) => source.addEventListener(name, event => react(JSON.parse(event.data)));

    // The server tells everything from the beginning, also when a connection is made anew.
    source.addEventListener('open', () => {
      reportAnswer();
      Object.assign(this, { history: [], results: [] });
      this.#pace = null;
    });
    on('iteration', iteration => this.#add(iteration));
    on('pass', pass => {
      this.results.push(pass);
      this.#tell('pass');
    });
    on('samples', samples => {
      this.samples = samples;
      this.#tell('samples');
    });
    on('network', network => {
      this.network = network;
      this.#tell('network');
    });
    // After a step it is told again. What is drawn stays then: a button that were drawn anew under a finger would miss the click.
    on('pause', ({ isPaused }) => {
      this.#pace = null;
      if (isPaused === this.isPaused) return;
      this.isPaused = isPaused;
      this.#tell('pause');
    });
    on('end', ({ state, detail }) => {
      source.close();
      Object.assign(this, { state, detail });
      this.#tell('end');
    });
    source.addEventListener('error', () => this.#lost());
  }

  #add(iteration) {
    this.history.push(iteration);
    if (iteration.imagesPerSecond !== null) this.#pace ??= { time: performance.now(), iteration: iteration.iteration };
    this.#tell('iteration');
  }

  // A broken connection the browser mends itself; one that was refused it gives up.
  #lost() {
    reportSilence('The connection to the training is lost. Trying again.');
    if (this.#source.readyState === EventSource.CLOSED) this.#again = setTimeout(() => this.#connect(), AgainAfter);
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
  }
}
