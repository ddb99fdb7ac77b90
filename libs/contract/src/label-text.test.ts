import { expect, it } from 'vitest';
import { labelText } from './label-text.ts';

it.each([
  ['', 'none of them'],
  ['4.0', '4'],
  ['-4.0', '-4'],
  ['4.5', '4.5'],
  ['name|date', 'name, date'],
])('writes %j as %s', (label, text) => {
  expect(labelText(label)).toBe(text);
});
