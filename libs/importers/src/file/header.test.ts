import { expect, it } from 'vitest';
import { firstRecord } from './header.ts';

it.each([
  ['a,b,c\n1,2,3', ',', ['a', 'b', 'c']],
  ['a,b', ',', ['a', 'b']],
  ['\uFEFFa,b\r\n', ',', ['a', 'b']],
  ['"a,b","c""d","e\nf"\n1', ',', ['a,b', 'c"d', 'e\nf']],
  ['a\tb\n', '\t', ['a', 'b']],
  ['a,\n', ',', ['a', '']],
  ['"open,b\n', ',', ['"open', 'b']],
  ['', ',', ['']],
])('firstRecord of %j', (text, separator, cells) => {
  expect(firstRecord(text, separator)).toEqual(cells);
});
