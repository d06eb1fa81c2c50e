// The Runs tab: the list, and the run that is open.

import { ask, isAbandoned, segment } from '../api.js';
import { make } from '../markup.js';
import { plural } from '../numbers.js';
import { onShown } from '../tabs.js';
import { showEvaluation, showProblem } from './evaluation.js';
import { drawRuns } from './list.js';
import { runParts } from './run.js';

const find = id => document.getElementById(id);
const None = 'There are none yet. Teach a network in Learn, or with inkling train: whatever lands in the run folder is listed here.';

let current = new AbortController();

export function startRuns() {
  onShown('runs', async id => {
    current.abort();
    current = new AbortController();
    try {
      await show(id, current.signal);
    } catch (failure) {
      if (isAbandoned(failure)) return;
      const card = make('div', { class: 'card' });
      find('run').replaceChildren(card);
      showProblem(card, failure);
    }
  });
}

async function show(id, signal) {
  const runs = await ask('api/runs', { signal });
  const open = id || runs[0]?.id;
  find('runs-text').textContent = runs.length === 0 ? None : `${plural(runs.length, 'run')}, the newest first.`;
  drawRuns(find('run-list'), runs, open);
  find('run').replaceChildren();
  if (!open) return;
  const run = await ask(`api/runs/${segment(open)}`, { signal });
  find('run').replaceChildren(...runParts(run, runs, signal));
  if (run.results.length > 0 && run.state !== 'running') await showEvaluation(find('run'), open, signal);
}
