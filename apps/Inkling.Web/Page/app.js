// Puts the page together.

import { startDraw } from './draw/draw.js';
import { startLearn } from './learn/learn.js';
import { startRuns } from './runs/runs.js';
import { startTabs } from './tabs.js';

const parts = [startDraw(), startLearn(), startRuns()];
startTabs();
await Promise.all(parts);
