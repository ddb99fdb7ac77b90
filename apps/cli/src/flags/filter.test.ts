import { describe, expect, it } from 'vitest';
import { parseCompare, parseWhere } from './filter.ts';

describe('parseWhere', () => {
  it('joins values of one dimension and keeps dimensions apart', () => {
    expect(parseWhere(['vendor=acme', 'locale=en', 'vendor=north'])).toEqual([
      { dimension: 'vendor', values: ['acme', 'north'] },
      { dimension: 'locale', values: ['en'] },
    ]);
  });

  it('reads an empty value as not known', () => {
    expect(parseWhere(['vendor=', 'vendor=acme'])).toEqual([{ dimension: 'vendor', values: [null, 'acme'] }]);
  });
});

describe('parseCompare', () => {
  it('knows the two periods, the rest and a named value', () => {
    expect(parseCompare('previous')).toEqual({ kind: 'previous' });
    expect(parseCompare('last-year')).toEqual({ kind: 'last_year' });
    expect(parseCompare('rest=workflow')).toEqual({ kind: 'rest', dimension: 'workflow' });
    expect(parseCompare('model_version=m=1')).toEqual({ kind: 'value', dimension: 'model_version', value: 'm=1' });
  });

  it.each([
    ['prevous', '--compare takes previous, last-year, DIM=VALUE or rest=DIM; "prevous" is none of them.'],
    ['vendor=', '--compare vendor= names no value.'],
    ['=acme', '--compare takes NAME=VALUE; "=acme" is not.'],
  ])('refuses %s with a sentence', (text, sentence) => {
    expect(() => parseCompare(text)).toThrow(sentence);
  });
});
