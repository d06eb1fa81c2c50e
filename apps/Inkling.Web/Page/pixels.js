// Bytes that are pictures of ink, on small canvases.

const Digit = { width: 28, height: 28 };

/** The bytes of a base64 text. */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

/** Ink on paper: 0 is transparent and 255 black; the class "ink" gives the canvas its paper, also in the dark. */
export function drawInk(canvas, bytes, { width, height } = Digit) {
  [canvas.width, canvas.height] = [width, height];
  const image = new ImageData(width, height);
  for (const [i, value] of bytes.entries()) image.data[4 * i + 3] = value;
  canvas.getContext('2d').putImageData(image, 0, 0);
}

/** A little canvas with ink. */
export function inkCanvas(base64, label, form = Digit) {
  const canvas = document.createElement('canvas');
  canvas.className = 'ink';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  drawInk(canvas, bytesOf(base64), form);
  return canvas;
}
