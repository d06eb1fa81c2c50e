// What is asked of a training.

import { make, say } from '../markup.js';
import { datasetText, networkName, networkText, recipeText } from '../networks.js';
import { parseCount } from '../numbers.js';

const find = id => document.getElementById(id);
const First = { network: 'lenet', recipe: 'default', dataset: 'auto' };
const [MostPasses, MostImages, MostSeed] = [1000, 60_000, 2_147_483_647];
const NotAllowed = 'A training can be started on the computer that runs the server; from another one only where it was started with --allow-remote-training.';

export class TrainingForm {
  #allowed = true;

  /** @param start called with the settings when the form is sent */
  constructor(start) {
    find('training-form').addEventListener('submit', event => {
      event.preventDefault();
      const settings = this.#read();
      if (settings) start(settings);
    });
    for (const id of ['recipe', 'dataset']) find(id).addEventListener('change', () => this.#explain());
  }

  /** Offers what the server offers. */
  offer({ networks, recipes, datasets, allowed }) {
    this.#allowed = allowed;
    if (find('recipe').options.length > 0) return;
    find('networks').append(...networks.map(radioOf));
    fill(find('recipe'), recipes, First.recipe);
    fill(find('dataset'), datasets, First.dataset);
    this.#explain();
  }

  /** One training at a time. */
  set isBusy(value) {
    find('start').disabled = value || !this.#allowed;
    find('start').textContent = value ? 'A training is going on' : 'Start';
    if (!this.#allowed) this.complain(NotAllowed);
  }

  complain(sentence) {
    say(find('form-problem'), sentence);
  }

  #explain() {
    find('recipe-text').textContent = recipeText(find('recipe').value);
    find('dataset-text').textContent = datasetText(find('dataset').value);
  }

  #read() {
    this.complain(null);
    const numbers = {};
    const fields = [['passes', 'Passes', 1, MostPasses], ['limit', 'Images', 1, MostImages], ['seed', 'Seed', 0, MostSeed]];
    for (const [id, name, from, to] of fields) {
      find(id).removeAttribute('aria-invalid');
      try {
        numbers[id] = parseCount(find(id).value, name, from, to) ?? undefined;
      } catch (failure) {
        find(id).setAttribute('aria-invalid', 'true');
        find(id).focus();
        this.complain(failure.message);
        return null;
      }
    }

    const network = document.querySelector('#networks :checked').value;
    return { network, recipe: find('recipe').value, dataset: find('dataset').value, ...numbers };
  }
}

function radioOf(network) {
  const radio = make('input', { type: 'radio', name: 'network', value: network, checked: network === First.network });
  return make('label', {}, radio, networkName(network), make('span', {}, networkText(network)));
}

function fill(select, words, first) {
  select.append(...words.map(word => make('option', { value: word, selected: word === first }, word)));
}
