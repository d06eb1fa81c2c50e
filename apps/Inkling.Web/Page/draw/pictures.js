// Pictures from a file, a camera, the clipboard, or dropped onto the page.

import { isShown } from '../tabs.js';

const MostBytes = 8 * 1024 * 1024;

export function startPictures(sheet, { inputs, dropZone, report }) {
  async function take(file) {
    report(null);
    if (!file) return;
    if (file.size > MostBytes) {
      report(`${file.name}: expected at most 8 MB, found ${(file.size / 1024 / 1024).toFixed(1)} MB.`);
      return;
    }

    sheet.put({ blob: file, name: file.name, bitmap: await bitmapOf(file) });
  }

  for (const input of inputs) {
    input.addEventListener('change', () => {
      take(input.files[0]);
      input.value = '';
    });
  }

  window.addEventListener('paste', event => {
    const file = fileOf(event.clipboardData);
    if (!file || !isShown('draw')) return;
    event.preventDefault();
    take(file);
  });

  // Over the whole page: a picture that misses the sheet must not replace the page.
  window.addEventListener('dragover', event => {
    event.preventDefault();
    dropZone.classList.toggle('dropping', isShown('draw'));
  });
  window.addEventListener('dragleave', event => {
    if (!event.relatedTarget) dropZone.classList.remove('dropping');
  });
  window.addEventListener('drop', event => {
    event.preventDefault();
    dropZone.classList.remove('dropping');
    if (isShown('draw')) take(fileOf(event.dataTransfer));
  });
}

function fileOf(transfer) {
  return [...transfer?.files ?? []][0];
}

// The server reads kinds that a browser may not: such a picture is sent, and not shown.
async function bitmapOf(file) {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}
