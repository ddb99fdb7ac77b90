import { expect, it } from 'vitest';
import { cellsOf } from './cells.ts';

it.each([
  ['a,b,c', ['a', 'b', 'c']],
  ['a', ['a']],
  ['', [null]],
  [',', [null, null]],
  ['"a,b","c""d","e\nf"', ['a,b', 'c"d', 'e\nf']],
  ['"",""""', ['', '"']],
  ['a"b,c', ['a"b', 'c']],
  ['a, "b, c" ,d', ['a', 'b, c', 'd']],
  [' a , b', [' a ', ' b']],
  ['"a",', ['a', null]],
])('cellsOf %j', (record, cells) => {
  expect(cellsOf(record, ',')).toEqual({ cells });
});

it.each([
  ['"a', 'a quote is not closed'],
  ['a,"b""', 'a quote is not closed'],
  ['"a"b,c', 'text follows a closed quote'],
  ['"a" "b",c', 'text follows a closed quote'],
])('cellsOf %j is at fault', (record, fault) => {
  expect(cellsOf(record, ',')).toEqual({ fault });
});

it('cellsOf takes the separator it is told', () => {
  expect(cellsOf('a,b\t"c\td"', '\t')).toEqual({ cells: ['a,b', 'c\td'] });
});
