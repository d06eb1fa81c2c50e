// Questions to the server. A server that is gone or busy is asked again until it answers or nobody wants to know any more.

import { reportAnswer, reportSilence } from './connection.js';

/** What the server would not do, in its own sentence. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

const Busy = [429, 503];
const LongestPause = 10;

/**
 * @param path relative to the page
 * @param options method, body, type (of the body), signal; once: do not ask again where the connection breaks, since the server may have heard
 */
export async function ask(path, { method = 'GET', body, type, signal, once = false } = {}) {
  for (let attempt = 0; ; attempt++) {
    const pause = Math.min(2 ** attempt, LongestPause);
    let response;
    try {
      response = await fetch(path, { method, body, signal, cache: 'no-store', headers: type ? { 'Content-Type': type } : {} });
    } catch (failure) {
      if (signal?.aborted) throw failure;
      if (once) throw new Refusal(0, 'The server does not answer. Is it still running?');
      await silence(`The server does not answer. Trying again in ${pause} s.`, pause, signal);
      continue;
    }

    if (Busy.includes(response.status)) {
      const wished = Number(response.headers.get('Retry-After')) || pause;
      await silence(`The server is busy. Trying again in ${wished} s.`, wished, signal);
      continue;
    }

    reportAnswer();
    if (response.ok) return await contentOf(response);
    throw new Refusal(response.status, await sentenceOf(response));
  }
}

export function post(path, content, options = {}) {
  return ask(path, { method: 'POST', body: JSON.stringify(content), type: 'application/json', once: true, ...options });
}

/** Whether a question was given up because a newer one took its place. */
export function isAbandoned(failure) {
  return failure?.name === 'AbortError';
}

/** One segment of a path. */
export function segment(id) {
  return encodeURIComponent(id);
}

/** A pause that ends early where nobody waits any more. */
export function pauseFor(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('abandoned', 'AbortError'));
    }, { once: true });
  });
}

async function silence(sentence, seconds, signal) {
  reportSilence(sentence);
  try {
    await pauseFor(seconds, signal);
  } catch (abandoned) {
    reportAnswer();
    throw abandoned;
  }
}

async function contentOf(response) {
  const type = response.headers.get('Content-Type') ?? '';
  return type.includes('json') ? await response.json() : null;
}

async function sentenceOf(response) {
  try {
    const problem = await response.json();
    return problem.detail ?? problem.title;
  } catch {
    return `The server answered ${response.status} ${response.statusText}`;
  }
}
