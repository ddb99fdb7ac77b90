import { expect, it } from 'vitest';
import { countOf, countedText, countText, plural } from './count-text.ts';

it('parts thousands', () => {
  expect([0, 999, 12_411, 9_921.06].map(countText)).toEqual(['0', '999', '12,411', '9,921.1']);
});

it('has one of one, and many of none and of others', () => {
  expect([0, 1, 2, 4211].map((count) => countOf(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows', '4,211 rows']);
  expect([1, 2].map((count) => countOf(count, 'category', 'categories'))).toEqual(['1 category', '2 categories']);
  expect([1, 2].map((count) => plural(count, 'it', 'them'))).toEqual(['it', 'them']);
});

it('puts words of several before a single one', () => {
  expect([0, 1, 1200].map((count) => countedText(count, 'items of gold work'))).toEqual([
    '0 items of gold work',
    'items of gold work: 1',
    '1,200 items of gold work',
  ]);
});
