import { describe, expect, it } from 'vitest';
import { kpiWords, shortTitles } from './words.ts';

describe('short titles', () => {
  it.each([
    [
      ['Full refusal', 'Partial refusal'],
      ['full', 'partial'],
    ],
    [['Full refusal'], ['full refusal']],
    [
      ['P0', 'Not triaged yet'],
      ['P0', 'not triaged yet'],
    ],
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

describe('codes of KPI lists', () => {
  it.each([
    ['L12', 'LLM trainer 12'],
    ['T4', 'AI trainer 4'],
    ['Op', 'Data operations'],
    ['X9', 'X9'],
  ])('%s is %s', (code, words) => {
    expect(kpiWords(code)).toBe(words);
  });
});
