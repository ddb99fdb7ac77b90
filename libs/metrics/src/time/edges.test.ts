import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

/** Instants around the edges of days, weeks and quarters; each is an item that was accepted then. */
const instants = [
  // Berlin's day of 23 hours: 28 March 23:00Z until 29 March 22:00Z.
  ...['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T00:30:00Z', '2026-03-29T21:59:59Z'],
  '2026-03-29T22:00:00Z',
  // Its day of 25 hours: 24 October 22:00Z until 25 October 23:00Z; 00:30Z and 01:30Z are both half past two.
  ...['2026-10-24T21:59:59Z', '2026-10-24T22:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ...['2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
  // Week 53 of 2026 holds the first three days of 2027.
  ...['2026-12-27T22:59:59Z', '2026-12-27T23:00:00Z', '2027-01-03T22:59:59Z', '2027-01-03T23:00:00Z'],
  // 31 January and 1 February, 28 February and 1 March, 31 March and 1 April of 2027, by Berlin.
  ...['2027-01-31T22:59:59Z', '2027-01-31T23:00:00Z', '2027-02-28T22:59:59Z', '2027-02-28T23:00:00Z'],
  ...['2027-03-31T21:59:59Z', '2027-03-31T22:00:00Z'],
];

let db: GradedWarehouse;
beforeAll(async () => {
  db = await GradedWarehouse.open({
    fact_work_item: instants.map((at, index) => ({
      work_item_id: `w${index}`,
      created_at: '2026-01-01T00:00:00Z',
      accepted_at: at,
    })),
  });
});
afterAll(() => db.close());

const known: Partial<Known> = {
  zone: 'Europe/Berlin',
  today: '2027-06-01' as Day,
  span: { first: '2026-01-01' as Day, last: '2027-05-31' as Day },
};
async function ask(grain: PanelRequest['grain'], [from, to]: readonly [string, string], over: Partial<Known> = {}) {
  const range = { kind: 'days', days: { from: from as Day, to: to as Day } } as const;
  return await db.ask({ metrics: ['accepted_items'], grain, range }, { ...known, ...over });
}
const counts = (found: readonly Estimate[]): readonly (readonly [string | null, number])[] =>
  found.map(({ bucket, n }) => [bucket, n] as const);

describe('days of the workspace’s zone', () => {
  it('are one day each when clocks go forward and back', async () => {
    expect(counts(await ask('day', ['2026-03-28', '2026-03-31']))).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 3],
      ['2026-03-30', 1],
    ]);
    expect(counts(await ask('day', ['2026-10-24', '2026-10-27']))).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 4],
      ['2026-10-26', 1],
    ]);
    // The same instants by UTC.
    expect(counts(await ask('day', ['2026-10-24', '2026-10-26'], { zone: 'UTC' }))).toEqual([
      ['2026-10-24', 2],
      ['2026-10-25', 4],
    ]);
  });

  it('make weeks and single ranges of the same rows', async () => {
    expect(counts(await ask('week', ['2026-10-19', '2026-11-02']))).toEqual([
      ['2026-10-19', 5],
      ['2026-10-26', 1],
    ]);
    expect(counts(await ask('none', ['2026-10-25', '2026-10-26']))).toEqual([[null, 4]]);
  });
});

it('puts the first days of January into week 53 of the year before', async () => {
  expect(counts(await ask('week', ['2026-12-21', '2027-01-11']))).toEqual([
    ['2026-12-21', 1],
    ['2026-12-28', 2],
    ['2027-01-04', 1],
  ]);
});

describe('quarters of a fiscal year', () => {
  it.each([
    [1, ['2027-01-01', '2027-04-01'], [7, 1]],
    [4, ['2027-01-01', '2027-04-01'], [7, 1]],
    [2, ['2026-11-01', '2027-02-01'], [5, 5]],
    [3, ['2026-12-01', '2027-03-01'], [7, 3]],
  ] as const)('begin with month %i, three months on each', async (yearStarts, [first, second], [one, two]) => {
    const to = yearStarts === 2 ? '2027-05-01' : yearStarts === 3 ? '2027-06-01' : '2027-07-01';
    expect(counts(await ask('quarter', [first, to], { yearStarts }))).toEqual([
      [first, one],
      [second, two],
    ]);
  });

  it('leave months as those of the calendar', async () => {
    const months = counts(await ask('month', ['2027-01-01', '2027-05-01'], { yearStarts: 2 }));
    expect(months).toEqual([
      ['2027-01-01', 3],
      ['2027-02-01', 2],
      ['2027-03-01', 2],
      ['2027-04-01', 1],
    ]);
  });

  it('may stand beside weeks and other ranges of one page', async () => {
    const range = { kind: 'days', days: { from: '2026-11-01' as Day, to: '2027-05-01' as Day } } as const;
    const one = { metrics: ['accepted_items'], range } as const;
    const grains = ['quarter', 'month', 'none', 'week'] as const;
    const { statements, answers } = await db.askTogether(
      grains.map((grain) => ({ ...one, grain })),
      { ...known, yearStarts: 2 },
    );
    expect(statements).toBe(1);
    for (const answer of answers) expect(answer.reduce((sum, { n }) => sum + n, 0)).toBe(10);
    expect(counts(answers[0] ?? [])).toEqual([
      ['2026-11-01', 5],
      ['2027-02-01', 5],
    ]);
  });
});

describe('periods that are not over', () => {
  const span = { first: '2026-01-01' as Day, last: '2027-01-06' as Day };
  const state = ({ bucket, partial, provisional, verdict }: Estimate) => [bucket, partial, provisional, verdict];

  it('run until the last day that the data reaches, and are provisional until their rows are mature', async () => {
    const today = '2027-01-12' as Day;
    const found = await ask('week', ['2026-12-14', '2027-01-11'], { span, today });
    // Accepted items are mature after fourteen days.
    expect(found.map(state)).toEqual([
      ['2026-12-14', false, false, 'not_judged'],
      ['2026-12-21', false, false, 'not_judged'],
      ['2026-12-28', false, true, 'not_judged'],
      ['2027-01-04', true, true, 'not_judged'],
    ]);
    const later = await ask('week', ['2026-12-28', '2027-01-11'], { today: '2027-01-18' as Day });
    expect(later.map(({ partial, provisional }) => [partial, provisional])).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  it('run in fiscal quarters, too', async () => {
    const found = await ask('quarter', ['2026-08-01', '2027-02-01'], { span, yearStarts: 2 });
    expect(found.map(({ bucket, partial }) => [bucket, partial])).toEqual([
      ['2026-08-01', false],
      ['2026-11-01', true],
    ]);
  });
});
