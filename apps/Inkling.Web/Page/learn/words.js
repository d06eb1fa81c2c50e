// A training in words.

import { count, duration, percent } from '../numbers.js';

export function progressText(training) {
  const { latest, passes, done, left } = training;
  if (!latest) return 'Reading the data …';
  const parts = [`${training.isPaused ? 'Waiting. ' : ''}Pass ${Math.min(passes, latest.pass + 1)} of ${passes}`, `${Math.floor(100 * done)} % done`];
  if (left !== null && !training.isPaused) parts.push(`about ${duration(left)} left`);
  if (latest.imagesPerSecond) parts.push(`${count(latest.imagesPerSecond)} images a second`);
  return `${parts.join(', ')}.`;
}

export function passText({ passes }, { pass, testError }) {
  return `Pass ${pass + 1} of ${passes} is done: ${percent(1 - testError, 2)} of the test samples are read rightly.`;
}

export function endText(training) {
  const { state, detail, best, results, passes } = training;
  if (detail) return detail;
  const sofar = best ? `The best pass is number ${best.pass + 1}: ${percent(1 - best.testError, 2)} of the test samples are read rightly.` : 'No pass was finished.';
  switch (state) {
    case 'completed': return `Done. ${sofar}`;
    case 'cancelled': return `Cancelled after ${results.length} of ${passes} passes. ${sofar} It can go on from exactly where it was.`;
    case 'interrupted': return `Interrupted. ${sofar} It can go on from where it was saved.`;
    case 'diverged': return `It diverged: the steps were so large that the cost ran away. ${sofar}`;
    case 'collapsed': return 'It collapsed: it gives the same answer whatever it reads. Smaller steps, or another seed, may help.';
    default: return sofar;
  }
}

export function samplesText(samples) {
  const right = samples.filter(sample => sample.label === sample.predicted).length;
  return `${right} of ${samples.length} are read rightly.`;
}
