// Bytes that are pictures of ink, on small canvases.

const Digit = { width: 28, height: 28 };

/** The bytes of a base64 text. */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

/** Ink on paper, of colours their mean: 0 is transparent and 255 black; the class "ink" gives the canvas its paper, also in the dark. */
export function drawInk(canvas, bytes, { width, height } = Digit) {
  [canvas.width, canvas.height] = [width, height];
  const image = new ImageData(width, height);
  const [size, channels] = [width * height, bytes.length / (width * height)];
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += bytes[channel * size + i];
    image.data[4 * i + 3] = sum / channels;
  }

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
