// The list of run folders, newest first.

import { make } from '../markup.js';
import { networkName } from '../networks.js';
import { percent } from '../numbers.js';

const states = { running: '… running', completed: '✓ completed', cancelled: '‖ cancelled', interrupted: '‖ interrupted', diverged: '✗ diverged', collapsed: '✗ collapsed' };

export function stateText(state) {
  return states[state] ?? state;
}

/** A link for each; the one that is open is marked. */
export function drawRuns(host, runs, open) {
  host.replaceChildren(...runs.map(run => make('li', {},
    make('a', { href: `#runs/${encodeURIComponent(run.id)}`, 'aria-current': run.id === open ? 'true' : undefined },
      make('b', {}, make('span', {}, networkName(run.network)), make('span', {}, run.accuracy == null ? '' : percent(run.accuracy, 2))),
      make('small', {}, `${stateText(run.state)}, ${run.completedPasses} of ${run.passes} passes on ${run.dataset}`),
      make('small', {}, run.id)))));
}
