import { expect, it } from 'vitest';
import { rowsInWords } from './rows-in-words.ts';

it('says what the rows of a table are, and the name of one that is not known', () => {
  expect(rowsInWords('fact_annotation')).toBe('answers');
  expect(rowsInWords('fact_of_tomorrow')).toBe('fact_of_tomorrow');
});
