// Mouse, pen or finger, one at a time; how hard a pen presses does not matter.

import { Height, Width } from './sheet.js';

export function startPen(canvas, sheet, widthOf) {
  let pointer = null, stroke = null;

  canvas.addEventListener('pointerdown', event => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    stroke = sheet.begin(placeOf(event, canvas), widthOf());
  });

  canvas.addEventListener('pointermove', event => {
    if (event.pointerId !== pointer) return;
    const samples = event.getCoalescedEvents?.() ?? [];
    sheet.extend(stroke, (samples.length > 0 ? samples : [event]).map(sample => placeOf(sample, canvas)));
  });

  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, event => {
      if (event.pointerId === pointer) pointer = null;
    });
  }
}

function placeOf(event, canvas) {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left) * Width / box.width, y: (event.clientY - box.top) * Height / box.height };
}
