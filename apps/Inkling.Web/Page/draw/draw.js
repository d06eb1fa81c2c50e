// The Draw tab: the sheet, its tools, and whatever is asked about it.

import { isAbandoned } from '../api.js';
import { announce, say } from '../markup.js';
import { changes, fillModels, loadModels, modelOf } from '../models.js';
import { parseDecimal } from '../numbers.js';
import { isShown, onShown } from '../tabs.js';
import { Answer } from './answer.js';
import { Boxes } from './boxes.js';
import { Comparison } from './compare.js';
import { Inside } from './inside.js';
import { startPen } from './pen.js';
import { startPictures } from './pictures.js';
import { Reading, recognize } from './reading.js';
import { Sheet } from './sheet.js';
import { SheetView } from './sheet-view.js';

const find = id => document.getElementById(id);

export async function startDraw() {
  const sheet = new Sheet(), answer = new Answer(), boxes = new Boxes(find('boxes'), sheet);
  const comparison = new Comparison(find('compare-columns')), inside = new Inside(find('inside-content'));
  new SheetView(sheet, find('drawing'));

  const reading = new Reading(async signal => {
    const settings = settingsOf();
    if (!settings) {
      answer.waiting(false);
      return;
    }

    try {
      const blob = sheet.toBlob();
      const found = await recognize(blob, settings, signal);
      showOnSheet(sheet, found);
      answer.show(found, settings.minConfidence);
      if (find('compare').open) await comparison.update(blob, settings, found, signal);
    } catch (failure) {
      if (isAbandoned(failure)) throw failure;
      boxes.clear();
      answer.fail(failure.message);
    }
  });

  // The layers of the chosen digit are a question of their own: choosing another asks only this.
  const looking = new Reading(async signal => {
    if (!find('inside').open || !answer.digit?.seen) return;
    try {
      await inside.update(answer.reading.model, answer.digit.seen, signal);
    } catch (failure) {
      if (isAbandoned(failure)) throw failure;
      answer.fail(failure.message);
    }
  });

  function askAgain() {
    looking.stop();
    if (!sheet.isEmpty) {
      answer.waiting(true);
      reading.soon();
      return;
    }

    reading.stop();
    answer.clear();
    comparison.clear();
    inside.clear();
  }

  sheet.addEventListener('change', () => {
    boxes.clear();
    showState(sheet);
    askAgain();
  });

  answer.addEventListener('choose', () => {
    boxes.draw(answer.reading, answer.chosen);
    looking.soon();
  });

  startTools(sheet);
  startSettings(askAgain);
  find('compare').addEventListener('toggle', () => find('compare').open && askAgain());
  find('inside').addEventListener('toggle', () => looking.soon());
  changes.addEventListener('change', () => {
    fillModels(find('model'));
    comparison.build();
  });

  onShown('draw', model => {
    if (model) useModel(model).then(askAgain);
  });

  answer.clear();
  await loadModels();
}

/** Chooses a model, which may be so new that the page has not heard of it. */
async function useModel(id) {
  if (!modelOf(id)) await loadModels();
  if (modelOf(id)) find('model').value = id;
}

function startTools(sheet) {
  const pen = find('pen-width');
  pen.addEventListener('input', () => find('pen-tip').setAttribute('r', pen.value / 2));
  startPen(find('drawing'), sheet, () => Number(pen.value));
  startPictures(sheet, { inputs: [find('picture'), find('camera')], dropZone: find('sheet'), report: sentence => say(find('answer-problem'), sentence) });
  find('undo').addEventListener('click', () => sheet.undo());
  find('clear').addEventListener('click', () => sheet.clear());
  window.addEventListener('keydown', event => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (!isUndo || !isShown('draw') || event.target.matches('input:not([type=range])')) return;
    event.preventDefault();
    sheet.undo();
  });
}

function startSettings(changed) {
  for (const id of ['model', 'count', 'careful', 'min-confidence']) find(id).addEventListener('change', changed);
}

/** What is asked for; null where something that was typed cannot be understood, which is said beside it. */
function settingsOf() {
  const problem = find('min-confidence-problem');
  try {
    const minConfidence = parseDecimal(find('min-confidence').value, 'Reject below', 0, 100) / 100;
    say(problem, null);
    return { model: find('model').value, digits: find('count').value, careful: find('careful').checked, minConfidence };
  } catch (failure) {
    say(problem, failure.message);
    announce(failure.message);
    return null;
  }
}

function showState(sheet) {
  find('undo').disabled = !sheet.canUndo;
  find('clear').disabled = sheet.isEmpty;
  find('sheet').classList.toggle('written', !sheet.isEmpty);
  if (sheet.isEmpty) find('drawing').setAttribute('aria-label', 'Drawing field: empty');
}

function showOnSheet(sheet, { text, rejected }) {
  const { picture, strokes } = sheet;
  const what = picture ? `the picture ${picture.name}` : `${strokes.length} stroke${strokes.length === 1 ? '' : 's'}`;
  find('drawing').setAttribute('aria-label', `Drawing field: ${what}, read as ${text.replaceAll('\n', ', ') || 'nothing'}${rejected ? ', not to be trusted' : ''}`);
}
