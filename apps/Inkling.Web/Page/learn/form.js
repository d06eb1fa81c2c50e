// What is asked of a training.

import { make, say } from '../markup.js';
import { datasetText, networkName, networkText, recipeText } from '../networks.js';
import { parseCount, parseDecimal } from '../numbers.js';

const find = id => document.getElementById(id);
const First = { network: 'lenet', recipe: 'default', dataset: 'auto' };
const [MostPasses, MostImages, MostSeed, MostBatch, MostRate, AlmostAll] = [1000, 60_000, 2_147_483_647, 4096, 1e6, 0.999];
const Counts = [['passes', 'Passes', 1, MostPasses], ['limit', 'Images', 1, MostImages], ['seed', 'Seed', 0, MostSeed], ['batchSize', 'Samples in a batch', 1, MostBatch]];
const Decimals = [['learningRate', 'Learning rate', 0, MostRate], ['momentum', 'Momentum', 0, AlmostAll], ['l2', 'L2', 0, MostRate]];
const OfNetwork = [['dropout', 'Dropout', 0, AlmostAll]];
const NotAllowed = 'A training can be started on the computer that runs the server; from another one only where it was started with --allow-remote-training.';

export class TrainingForm {
  #allowed = true;
  #settings = [];
  #varied = [];

  /** @param start called with the settings when the form is sent */
  constructor(start) {
    find('training-form').addEventListener('submit', event => {
      event.preventDefault();
      const settings = this.#read();
      if (settings) start(settings);
    });
    for (const id of ['recipe', 'dataset', 'networks']) find(id).addEventListener('change', () => this.#explain());
  }

  /** Offers what the server offers. */
  offer({ networks, recipes, datasets, optimizers, activations, varied, settings, allowed }) {
    [this.#allowed, this.#settings, this.#varied] = [allowed, settings, varied];
    if (find('recipe').options.length > 0) return;
    find('networks').append(...networks.map(radioOf));
    fill(find('recipe'), recipes, First.recipe);
    fill(find('dataset'), datasets, First.dataset);
    fillOptional(find('optimizer'), optimizers);
    fillOptional(find('activation'), activations);
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
    const network = this.#network;
    const usual = this.#settings.find(setting => setting.network === network && setting.recipe === find('recipe').value);
    for (const id of ['passes', 'batchSize', 'learningRate', 'momentum', 'l2']) find(id).placeholder = String(usual?.[id] ?? '');
    find('optimizer').options[0].textContent = usual?.optimizer ?? '';
    find('activation').options[0].textContent = 'relu';
    find('network-knobs').disabled = !this.#varied.includes(network);
    find('hidden').placeholder = network === 'mlp' ? '128,64' : 'none';
    find('hidden-text').textContent = this.#varied.includes(network)
      ? 'Hidden units: how many in each layer, from the first to the last, with commas between.'
      : `Of ${networkName(network)}, layers cannot be chosen.`;
  }

  get #network() {
    return document.querySelector('#networks :checked').value;
  }

  #read() {
    this.complain(null);
    const numbers = {};
    const [network, isVaried] = [this.#network, !find('network-knobs').disabled];
    const fields = [...Counts.map(field => [parseCount, ...field]), ...[...Decimals, ...isVaried ? OfNetwork : []].map(field => [parseOptional, ...field])];
    for (const [parse, id, name, from, to] of fields) {
      find(id).removeAttribute('aria-invalid');
      try {
        numbers[id] = parse(find(id).value, name, from, to) ?? undefined;
      } catch (failure) {
        find(id).setAttribute('aria-invalid', 'true');
        if (find(id).closest('details')) find('knobs').open = true;
        find(id).focus();
        this.complain(failure.message);
        return null;
      }
    }

    const words = { optimizer: find('optimizer').value, ...isVaried ? { hidden: find('hidden').value.trim(), activation: find('activation').value } : {} };
    const chosen = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''));
    return { network, recipe: find('recipe').value, dataset: find('dataset').value, ...numbers, ...chosen };
  }
}

function radioOf(network) {
  const radio = make('input', { type: 'radio', name: 'network', value: network, checked: network === First.network });
  return make('label', {}, radio, networkName(network), make('span', {}, networkText(network)));
}

function parseOptional(text, ...bounds) {
  return text.trim() === '' ? null : parseDecimal(text, ...bounds);
}

// The first option is the recipe's, whatever that is.
function fillOptional(select, words) {
  select.append(make('option', { value: '' }), ...words.map(word => make('option', { value: word }, word)));
}

function fill(select, words, first) {
  select.append(...words.map(word => make('option', { value: word, selected: word === first }, word)));
}
