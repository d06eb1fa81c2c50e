// What a learner is told of the networks, recipes and data sets that the server names; of one it does not know, the name alone.

import { count } from './numbers.js';

const networks = {
  softmax: ['Softmax regression', 'One layer: every pixel votes once for every digit.'],
  mlp: ['Multilayer perceptron', 'Two hidden layers of 128 and 64 units between the pixels and the answer.'],
  lenet: ['LeNet', 'Small filters slide over the picture, twice, before the answer is given.'],
  deep: ['Deep', 'Four convolutions and a hidden layer, taught on varied digits.'],
};

const recipes = {
  default: 'The rate warms up and cools down. A good first choice.',
  chapter: 'A constant rate, as in the book chapter: simple, and at the edge of what some networks bear.',
  augmented: 'Turned, shifted and stretched digits, and many passes: slower, and better on real handwriting.',
};

const datasets = {
  auto: 'MNIST where it is at hand or can be downloaded, else the synthetic digits.',
  mnist: `${count(60_000)} digits written by people, and ${count(10_000)} to test on.`,
  synthetic: 'Digits that the program draws itself: no download needed.',
};

export function networkName(network) {
  return networks[network]?.[0] ?? network;
}

export function networkText(network) {
  return networks[network]?.[1] ?? '';
}

export function recipeText(recipe) {
  return recipes[recipe] ?? '';
}

export function datasetText(dataset) {
  return datasets[dataset] ?? '';
}
