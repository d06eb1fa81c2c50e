// Asks about the sheet while it changes: at most one question at a time, and the newest drawing wins.

import { ask, isAbandoned } from '../api.js';

const Quiet = 120;

export class Reading {
  #ask;
  #timer = 0;
  #current = null;

  /** @param questions async (signal) => …: asks one thing after the other */
  constructor(questions) {
    this.#ask = questions;
  }

  /** Something changed; asks as soon as nothing has for a moment. */
  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(), Quiet);
  }

  /** What was asked does not matter any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#current?.abort();
    this.#current = null;
  }

  async #now() {
    this.stop();
    const current = this.#current = new AbortController();
    try {
      await this.#ask(current.signal);
    } catch (failure) {
      if (!isAbandoned(failure)) throw failure;
    } finally {
      if (this.#current === current) this.#current = null;
    }
  }
}

/** What a model reads in an image; the usual one where none is chosen, as while the page does not know them yet. */
export function recognize(blob, { model, digits, minConfidence, careful }, signal) {
  const query = new URLSearchParams({ digits, minConfidence, careful, seen: true });
  if (model) query.set('model', model);
  return ask(`api/recognize?${query}`, { method: 'POST', body: blob, type: blob.type || 'application/octet-stream', signal });
}
