// What was taken for what: a table whose cells are buttons. One of them is in the order of the Tab key; the arrow keys lead to the others.

import { make } from '../markup.js';
import { count } from '../numbers.js';

const Moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const Levels = 4;

/** @param choose called with the places of a cell: what it is, what it was taken for */
export function confusionTable({ classes, confusion }, choose) {
  const most = { right: Math.max(...confusion.map((row, i) => row[i])), wrong: Math.max(...confusion.flatMap((row, i) => row.filter((_, j) => j !== i))) };
  const buttons = confusion.map((row, actual) => row.map((number, predicted) => {
    const kind = actual === predicted ? 'right' : 'wrong';
    const words = actual === predicted ? `${classes[actual]} read rightly` : `${classes[actual]} read as ${classes[predicted]}`;
    return make('button', {
      type: 'button', class: kind, tabindex: '-1', 'data-count': number, 'data-level': levelOf(number, most[kind]),
      'aria-pressed': 'false', 'aria-label': `${count(number)}: ${words}`,
    }, String(number));
  }));
  const table = make('table', { class: 'confusion' },
    make('caption', { class: 'unseen' }, 'Confusion matrix: rows are what was written, columns what was read'),
    make('thead', {},
      make('tr', {}, make('td'), make('th', { class: 'axis', colspan: classes.length }, 'read as →')),
      make('tr', {}, make('td', {}, make('span', { class: 'axis' }, 'written ↓')), ...classes.map(name => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, ...buttons.map((row, i) => make('tr', {}, make('th', { scope: 'row' }, classes[i]), ...row.map(cell => make('td', {}, cell))))));
  startKeys(table, buttons, choose);
  return table;
}

function startKeys(table, buttons, choose) {
  const placeOf = element => {
    const row = buttons.findIndex(cells => cells.includes(element));
    return row < 0 ? null : [row, buttons[row].indexOf(element)];
  };
  let current = buttons[0][0];
  current.tabIndex = 0;

  function moveTo(element) {
    current.tabIndex = -1;
    current = element;
    current.tabIndex = 0;
  }

  table.addEventListener('click', event => {
    const place = placeOf(event.target);
    if (!place) return;
    for (const cell of buttons.flat()) cell.setAttribute('aria-pressed', String(cell === event.target));
    moveTo(event.target);
    choose(...place);
  });
  table.addEventListener('keydown', event => {
    const [move, place] = [Moves[event.key], placeOf(event.target)];
    const next = move && place && buttons[place[0] + move[0]]?.[place[1] + move[1]];
    if (!next) return;
    event.preventDefault();
    moveTo(next);
    next.focus();
  });
}

// Four shades: the square root makes few visible beside many.
function levelOf(number, most) {
  return number === 0 || most === 0 ? 0 : Math.ceil(Levels * Math.sqrt(number / most));
}
