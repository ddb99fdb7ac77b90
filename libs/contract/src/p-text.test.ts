import { expect, it } from 'vitest';
import { pText } from './p-text.ts';

it.each([
  [9.6e-19, 'p below 0.001'],
  [0.00099, 'p below 0.001'],
  [0.001, 'p 0.001'],
  [0.0412, 'p 0.041'],
  [1, 'p 1.000'],
])('says %d as %s', (p, words) => {
  expect(pText(p)).toBe(words);
});
