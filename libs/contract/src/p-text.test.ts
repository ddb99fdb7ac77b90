import { expect, it } from 'vitest';
import { pText } from './p-text.ts';

it.each([
  [9.6e-19, 'chance alone would do as much in less than 0.1 % of cases'],
  [0.00099, 'chance alone would do as much in less than 0.1 % of cases'],
  [0.001, 'chance alone would do as much in 0.1 % of cases'],
  [0.0412, 'chance alone would do as much in 4.1 % of cases'],
  [0.61, 'chance alone would do as much in 61 % of cases'],
  [1, 'chance alone would do as much in more than 99.9 % of cases'],
])('says %d as %s', (p, words) => {
  expect(pText(p)).toBe(words);
});
