import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parseSearch, searchSchema, stringifySearch } from './search.ts';

const read = (query: string): unknown => v.parse(searchSchema, parseSearch(query));

describe('the address bar', () => {
  it.each([
    ['?range=4w', { range: '4w' }],
    ['?range=2026-11-09..2026-11-15', { range: '2026-11-09..2026-11-15' }],
    ['?range=all&compare=none', { range: 'all', compare: 'none' }],
    ['?where=workflow:Medical+intake&where=locale:de,en', { where: ['workflow:Medical intake', 'locale:de,en'] }],
    ['?where=', { where: [''] }],
    ['?by=refusal:workflow', { by: ['refusal:workflow'] }],
    ['?status=missed&sort=-refusal:rate&tab=query', { status: 'missed', sort: '-refusal:rate', tab: 'query' }],
  ])('reads %s', (query, search) => {
    expect(read(query)).toEqual(search);
  });

  it.each([['?range=banana'], ['?range=0w'], ['?status=great'], ['?tab=x'], ['?cell=nothing'], ['?unknown=1']])(
    'drops what nobody can mean: %s',
    (query) => {
      expect(Object.values(read(query) as object).filter((value) => value !== undefined)).toEqual([]);
    },
  );

  it('writes what it reads, with readable marks', () => {
    const search = {
      range: '4w',
      where: ['workflow:Medical intake,Code', 'locale:de'],
      cell: 'kpis~now0~over_refusal_rate',
    };
    const query = stringifySearch(search);
    expect(query).toBe('?range=4w&where=workflow:Medical+intake,Code&where=locale:de&cell=kpis~now0~over_refusal_rate');
    expect(read(query)).toEqual(search);
  });

  it('is empty where everything is the default', () => {
    expect(stringifySearch({ range: undefined, where: undefined })).toBe('');
  });

  it('survives marks with a meaning of their own', () => {
    const search = { where: ['workflow:a&b=c+d #1 100%'] };
    expect(read(stringifySearch(search))).toEqual(search);
  });
});
