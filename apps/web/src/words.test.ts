import { describe, expect, it } from 'vitest';
import { shortTitles } from './words.ts';

describe('short titles', () => {
  it.each([
    [
      ['Full refusal', 'Partial refusal'],
      ['full', 'partial'],
    ],
    [['Full refusal'], ['full refusal']],
    [
      ['Refusal', 'Partial refusal'],
      ['refusal', 'partial refusal'],
    ],
    [
      ['Yes', 'No'],
      ['yes', 'no'],
    ],
  ])('%o are %o', (titles, short) => {
    expect(shortTitles(titles)).toEqual(short);
  });
});
