// The line that says that the server is gone or busy.

const line = document.querySelector('#connection');

export function reportSilence(sentence) {
  line.textContent = sentence;
  line.hidden = false;
}

export function reportAnswer() {
  line.hidden = true;
  line.textContent = '';
}
