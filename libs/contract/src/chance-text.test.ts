import { expect, it } from 'vitest';
import { chanceText } from './chance-text.ts';

it.each([
  [0, 'less than 0.1 % likely'],
  [0.0249, '2.5 % likely'],
  [0.0949, '9.5 % likely'],
  [0.095, '10 % likely'],
  [0.834, '83 % likely'],
  [0.9049, '90 % likely'],
  [0.975, '97.5 % likely'],
  [0.9995, 'more than 99.9 % likely'],
])('says %d as %s', (chance, words) => {
  expect(chanceText(chance)).toBe(words);
});
