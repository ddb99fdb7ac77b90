import { describe, expect, it } from 'vitest';
import { loadWith } from '../../testing/inventory.ts';
import { placeOf, prepareLoads, sayChanged, sayOrigin, settingsOf, tablesChanged, tookOf } from './prepare.ts';

const table = (name: string, inserted: number, over: object = {}) => ({
  table: name,
  what: name.replace(/^\w+?_/, ''),
  inserted,
  updated: 0,
  unchanged: 0,
  voided: 0,
  ...over,
});

describe('the list of loads', () => {
  it('joins its pages, and says how many the next one has', () => {
    const page = (ids: readonly string[], next: string | null) => ({
      loads: ids.map((id) => loadWith({ id })),
      total: 45,
      next,
    });
    const ids = (from: number) => Array.from({ length: 20 }, (_, index) => `${from + index}`);
    const one = prepareLoads([page(ids(0), 'p2')]);
    expect(one).toMatchObject({ kind: 'ready', model: { total: 45, more: 20 } });
    const two = prepareLoads([page(ids(0), 'p2'), page(ids(20), 'p3')]);
    expect(two).toMatchObject({ kind: 'ready', model: { more: 5 } });
    if (two.kind === 'ready') expect(two.model.loads.map(({ id }) => id)).toEqual([...ids(0), ...ids(20)]);
    expect(prepareLoads([page(ids(0), null)])).toMatchObject({ model: { more: 0 } });
  });

  it('is an empty state where there is none', () => {
    expect(prepareLoads([{ loads: [], total: 0, next: null }])).toMatchObject({ kind: 'empty' });
  });
});

describe('what a load changed', () => {
  it('names facts first, those with most rows, and leaves out what stayed as it was', () => {
    const tables = [
      table('dim_task', 900),
      table('fact_output', 2, { updated: 1 }),
      table('fact_grade', 0, { unchanged: 70 }),
      table('fact_review', 0, { voided: 4 }),
    ];
    expect(tablesChanged(tables).map((each) => each.table)).toEqual(['fact_review', 'fact_output', 'dim_task']);
    expect(sayChanged(tables)).toBe('review 4, output 3, task 900');
  });

  it('counts the tables that it does not name', () => {
    const tables = ['fact_a', 'fact_b', 'fact_c', 'fact_d'].map((name, index) => table(name, 1_000 * (4 - index)));
    expect(sayChanged(tables)).toBe('a 4,000, b 3,000 and 2 more tables');
    expect(sayChanged([table('fact_a', 0)])).toBe('nothing new');
  });
});

describe('a receipt', () => {
  it('names the recipe where it is not the source itself', () => {
    expect(sayOrigin({ source: 'xstest', recipe: 'xstest' })).toBe('xstest');
    expect(sayOrigin({ source: 'avid', recipe: 'incidents-avid' })).toBe('avid, recipe incidents-avid');
    expect(sayOrigin({ source: 'label_studio', recipe: null })).toBe('label_studio');
  });

  it('says how long it took, unless its instants are of a story', () => {
    const startedAt = '2026-11-16T06:00:00Z';
    expect(tookOf({ startedAt, finishedAt: '2026-11-16T06:00:02.500Z' })).toBe(2_500);
    expect(tookOf({ startedAt, finishedAt: '2026-11-22T06:00:00Z' })).toBeNull();
    expect(tookOf({ startedAt, finishedAt: '2026-11-16T05:00:00Z' })).toBeNull();
  });

  it('has the settings that were given', () => {
    expect(settingsOf({ date: '2026-11-16', model: null, table: 'x' })).toEqual([
      ['date', '2026-11-16'],
      ['table', 'x'],
    ]);
    expect(settingsOf(null)).toEqual([]);
  });

  it('says where an entry stands in its file', () => {
    expect(placeOf({ line: 1_234, record: 12 })).toBe('line 1,234');
    expect(placeOf({ line: null, record: 12 })).toBe('record 12');
    expect(placeOf({ line: null, record: null })).toBe('no one record');
  });
});
