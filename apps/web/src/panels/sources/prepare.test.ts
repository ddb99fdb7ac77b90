import { describe, expect, it } from 'vitest';
import type { Freshness } from '../../gql/types.ts';
import { prepareSources, sayBehind } from './prepare.ts';

const now = new Date('2026-11-17T12:00:00Z');
const fact = (table: string, dataThrough: string | null, rows = 10) => ({
  table,
  what: table.slice(5),
  dataThrough,
  loadedAt: '2026-11-16T06:00:00Z',
  rows,
});

function freshnessOf(sources: Readonly<Record<string, readonly ReturnType<typeof fact>[]>>): Freshness {
  const days = Object.values(sources).flatMap((facts) => facts.flatMap(({ dataThrough }) => dataThrough ?? []));
  return {
    dataThrough: days.toSorted().at(-1) ?? null,
    loadedAt: '2026-11-16T06:00:00Z',
    sources: Object.entries(sources).map(([source, facts]) => ({
      source,
      dataThrough: null,
      loadedAt: '2026-11-16T06:00:00Z',
      facts: [...facts],
    })),
  };
}

function modelOf(freshness: Freshness) {
  const state = prepareSources(freshness, now);
  if (state.kind !== 'ready') throw new Error(`It is ${state.kind}.`);
  return state.model;
}

describe('sources', () => {
  it('are behind the newest day of all by whole days; a plan is behind nothing', () => {
    const { sources } = modelOf(
      freshnessOf({
        new: [fact('fact_output', '2026-11-15'), fact('fact_grade', '2026-11-14')],
        old: [fact('fact_review', '2025-11-15'), fact('fact_budget', null)],
      }),
    );
    expect(sources.map(({ source, facts }) => [source, facts.map(({ behind }) => behind)])).toEqual([
      ['new', [0, 1]],
      ['old', [365, 0]],
    ]);
  });

  it('say how much there is, and the source that ends first by its newest fact', () => {
    const { lead, rest } = modelOf(
      freshnessOf({
        a: [fact('fact_output', '2026-11-15', 1_000), fact('fact_grade', '2024-01-01')],
        b: [fact('fact_review', '2026-11-10', 234)],
        plan: [fact('fact_budget', null)],
      }),
    );
    expect(lead).toBe('1,254 rows from 3 sources, through Sun 15 Nov.');
    expect(rest).toBe('Furthest behind is b, which ends on Tue\u00a010\u00a0Nov.');
  });

  it('say so when all reach the same day, and name the fact of one source alone', () => {
    const one = { a: [fact('fact_output', '2026-11-15', 1)] };
    expect(modelOf(freshnessOf(one))).toMatchObject({ lead: '1 row from one source, through Sun 15 Nov.', rest: '' });
    const facts = { a: [fact('fact_output', '2026-11-15'), fact('fact_review', '2026-11-10')] };
    expect(modelOf(freshnessOf(facts)).rest).toBe('Furthest behind are its review, which end on Tue\u00a010\u00a0Nov.');
    const two = freshnessOf({ ...one, b: [fact('fact_review', '2026-11-15')] });
    expect(modelOf(two).rest).toBe('All of them reach that day.');
    expect(modelOf(freshnessOf({ plan: [fact('fact_budget', null)] })).lead).toBe('10 rows from one source.');
  });

  it('are an empty state where nothing was loaded', () => {
    const state = prepareSources({ dataThrough: null, loadedAt: null, sources: [] }, now);
    expect(state).toMatchObject({ kind: 'empty', message: 'Nothing has been loaded yet.' });
  });
});

it.each([
  [0, ''],
  [1, '1 day behind'],
  [59, '59 days behind'],
  [60, '2 months behind'],
  [365, '12 months behind'],
  [716, '2 years behind'],
  [1_691, '4 years behind'],
])('%i days are said as "%s"', (days, said) => {
  expect(sayBehind(days)).toBe(said);
});
