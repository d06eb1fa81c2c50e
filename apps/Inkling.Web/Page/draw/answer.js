// The answer: the number, the sentence, the bars, and what the network saw of the digit that is looked at.

import { modelOf } from '../models.js';
import { bytesOf, drawInk } from '../pixels.js';
import { announce, button, say } from '../markup.js';
import { sureness } from '../numbers.js';
import { clearBars, drawBars } from '../network/bars.js';
import { numberOf, placesOf, sentenceOf } from './words.js';

const find = id => document.getElementById(id);
const SeenText = 'The digit, cut out, shrunk to 28 × 28 pixels and centred, like those it learnt from.';
const TenDigits = [...'0123456789'];
const SpeakAfter = 700;

export class Answer extends EventTarget {
  #reading = null;
  #chosen = 0;
  #speaking = 0;

  get reading() {
    return this.#reading;
  }

  /** The place of the digit that is looked at, in the reading. */
  get chosen() {
    return this.#chosen;
  }

  get digit() {
    return this.#reading?.digits[this.#chosen] ?? null;
  }

  clear(sentence = 'The answer appears here while you draw.') {
    this.#reading = null;
    this.#show('?', 'large', sentence);
    this.#drawDigit(null, TenDigits);
    find('digits').hidden = true;
    find('answer').classList.remove('rejected', 'waiting');
    say(find('answer-problem'), null);
  }

  fail(sentence) {
    this.clear('');
    say(find('answer-problem'), sentence);
  }

  waiting(isWaiting) {
    find('answer').classList.toggle('waiting', isWaiting);
  }

  show(reading, minConfidence) {
    if (this.#reading?.digits.length !== reading.digits.length) this.#chosen = 0;
    this.#reading = reading;
    const { text, size } = numberOf(reading);
    const sentence = sentenceOf(reading, minConfidence);
    this.#show(text, size, sentence);
    say(find('answer-problem'), null);
    find('answer').classList.toggle('rejected', reading.rejected);
    this.waiting(false);
    this.#drawChips();
    this.#choose(this.#chosen);

    // Not each answer on the way, but the one at which the hand rests.
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => announce(`${reading.text.replaceAll('\n', ', ')}. ${sentence} ${placesOf(reading)}`), SpeakAfter);
  }

  #show(text, size, sentence) {
    const number = find('number');
    number.textContent = text;
    number.dataset.size = size;
    number.classList.toggle('none', !this.#reading);
    find('sentence').textContent = sentence;
  }

  #drawChips() {
    const { digits } = this.#reading;
    find('digits').hidden = digits.length < 2;
    find('digits').replaceChildren(...digits.map(({ label, probability, rejected }, i) => {
      const state = rejected ? 'not to be trusted' : sureness(probability);
      return button(rejected ? `${label}?` : label, () => this.#choose(i), { 'aria-label': `Digit ${i + 1}: ${label}, ${state}`, class: rejected ? 'rejected' : '' });
    }));
  }

  #choose(index) {
    this.#chosen = index;
    for (const [i, chip] of [...find('digits').children].entries()) chip.setAttribute('aria-pressed', String(i === index));
    this.#drawDigit(this.digit, modelOf(this.#reading.model)?.classes ?? TenDigits);
    this.dispatchEvent(new Event('choose'));
  }

  #drawDigit(digit, classes) {
    const canvas = find('seen');
    canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
    canvas.setAttribute('aria-label', digit ? `What the network saw of the ${digit.label}` : 'What the network saw: nothing yet');
    find('seen-text').textContent = digit ? `${SeenText} ${plausibilityText(digit)}` : SeenText;
    if (!digit) {
      clearBars(find('bars'), classes);
      return;
    }

    drawBars(find('bars'), classes, digit.probabilities);
    if (digit.seen) drawInk(canvas, bytesOf(digit.seen), modelOf(this.#reading.model));
  }
}

function plausibilityText({ plausibility }) {
  return plausibility === undefined || plausibility === 1 ? '' : `The chance that it is a digit at all is ${sureness(plausibility)}; the bars say which digit it is if it is one.`;
}
