import { describe, expect, it } from 'vitest';
import { pageStateOf, splitSearch, whereSearch, writeCompare } from './page-state.ts';

const production = { dimension: 'environment', values: ['production'] };
const page = {
  period: '4w',
  compare: { kind: 'previous', dimension: null, value: null },
  where: [production],
} as const;
const defaults = {
  period: page.period,
  compare: { ...page.compare },
  where: [{ dimension: 'environment', values: ['production'] }],
};

const opened = (page: Parameters<typeof pageStateOf>[0]['page']) => ({ page, health: { yearStarts: 1 } });

describe('what a page asks', () => {
  it('is its own default where the address says nothing', () => {
    const state = pageStateOf(opened(defaults), {});
    expect(state).toMatchObject({ range: '4w', period: { last: '4w' }, where: [production] });
    expect(writeCompare(state.compare)).toBe('previous');
  });

  it('is the address where it says something', () => {
    const state = pageStateOf(opened(defaults), {
      range: '1w',
      compare: 'none',
      where: ['locale:de'],
      by: ['refusal:workflow'],
    });
    expect(state.period).toEqual({ last: '1w' });
    expect(state.compare).toBeNull();
    expect(state.where).toEqual([{ dimension: 'locale', values: ['de'] }]);
    expect(state.by.get('refusal')).toBe('workflow');
  });

  it('compares with a named value', () => {
    const { compare } = pageStateOf(opened(defaults), { compare: 'model_version:Tern: 2026.08' });
    expect(compare).toEqual({ kind: 'value', dimension: 'model_version', value: 'Tern: 2026.08' });
  });

  it('takes nothing but inputs from the page: no names of types', () => {
    const answered = { ...defaults.where[0], __typename: 'Filter' } as unknown as (typeof defaults.where)[number];
    expect(pageStateOf(opened({ ...defaults, where: [answered] }), {}).where).toEqual([production]);
  });

  it('has no filter where the reader took the last one away', () => {
    expect(pageStateOf(opened(defaults), { where: [''] }).where).toEqual([]);
    expect(whereSearch(defaults, [])).toEqual(['']);
  });

  it('leaves no trace of a default in the address', () => {
    expect(whereSearch(defaults, [{ dimension: 'environment', values: ['production'] }])).toBeUndefined();
    expect(whereSearch(defaults, [{ dimension: 'locale', values: ['de'] }])).toEqual(['locale:de']);
  });

  it('splits one panel and leaves the others', () => {
    const state = { by: new Map([['a', 'locale']]) };
    expect(splitSearch(state, 'b', 'workflow')).toEqual(['a:locale', 'b:workflow']);
    expect(splitSearch(state, 'a', null)).toBeUndefined();
  });
});
