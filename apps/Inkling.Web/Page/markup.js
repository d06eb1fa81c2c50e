// Elements made from code: a name, attributes, children.

const SvgNamespace = 'http://www.w3.org/2000/svg';

export function make(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

export function makeSvg(name, attributes = {}, ...children) {
  return furnish(document.createElementNS(SvgNamespace, name), attributes, children);
}

/** A button that does something. */
export function button(text, action, attributes = {}) {
  const element = make('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', action);
  return element;
}

/** Shows a sentence, or hides its place where there is none. */
export function say(element, sentence) {
  element.textContent = sentence ?? '';
  element.hidden = !sentence;
}

/** Tells a screen reader. */
export function announce(sentence) {
  document.querySelector('#announcement').textContent = sentence;
}

function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}
