import type { Day, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { Known } from '../plan/known.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

/** Forty outputs a day from Monday 2 March to Sunday 15 March; from the 9th on they are production's. */
const days = Array.from({ length: 14 }, (_, index) => `2026-03-${String(index + 2).padStart(2, '0')}`);
const outputs: readonly Partial<Row<'fact_output'>>[] = days.flatMap((day, index) =>
  Array.from({ length: 40 }, (_, number) => ({
    output_id: `${day} ${number}`,
    produced_at: `${day}T12:00:00Z`,
    refusal_level: number < 10 ? 'full' : 'none',
    ...(index < 7 ? { environment: 'eval' } : { environment: 'production', sampling_prob: '1' }),
  })),
);
const members: DimensionMember[] = ['eval', 'production'].map((value) => ({ value, label: value, rows: 280 }));
const known: Partial<Known> = {
  span: { first: '2026-03-02' as Day, last: '2026-03-15' as Day },
  members: new Map([['environment', members]]),
};
const from = (first: string, end: string): Pick<PanelRequest, 'range'> => ({
  range: { kind: 'days', days: { from: first as Day, to: end as Day } },
});

let db: GradedWarehouse;
beforeAll(async () => {
  db = await GradedWarehouse.open({ fact_output: outputs });
});
afterAll(() => db.close());

const ask = (request: Partial<PanelRequest>): Promise<readonly Estimate[]> => db.ask(request, known);
const evalOnly = { where: [{ dimension: 'environment', values: ['eval'] }] };

describe('a period that the range cuts', () => {
  it('is neither judged nor compared, and counts the days asked for only', async () => {
    const weeks = await ask({ ...evalOnly, ...from('2026-03-04', '2026-03-09'), grain: 'week' });
    expect(weeks.map(({ bucket, n, partial, verdict }) => [bucket, n, partial, verdict])).toEqual([
      ['2026-03-02', 200, true, 'not_judged'],
    ]);
    const compared = await ask({
      ...evalOnly,
      ...from('2026-03-05', '2026-03-08'),
      grain: 'week',
      compare: { kind: 'previous' },
    });
    expect(compared.map(({ n, partial, change }) => [n, partial, change])).toEqual([[120, true, null]]);
  });

  it('is whole where the range holds it, and where no day before the range has rows', async () => {
    const week = await ask({ ...evalOnly, ...from('2026-03-02', '2026-03-09'), grain: 'week' });
    expect(week.map(({ n, partial }) => [n, partial])).toEqual([[280, false]]);
    const month = await ask({ ...evalOnly, ...from('2026-03-02', '2026-04-01'), grain: 'month' });
    // The first rows are of the 2nd, so nothing is cut; but the 16th to the 31st are still to come.
    expect(month.map(({ n, partial }) => [n, partial])).toEqual([[280, true]]);
  });
});

describe('environments', () => {
  const pooled = { code: 'ENVIRONMENT_POOLED', hint: 'Filter by environment=eval, or split by environment.' };

  it('are not compared with one another unasked', async () => {
    const week = from('2026-03-09', '2026-03-16');
    await expect(ask({ ...week, compare: { kind: 'previous' } })).rejects.toMatchObject(pooled);
    await expect(ask({ ...week, by: ['model_version'], compare: { kind: 'previous' } })).rejects.toMatchObject(pooled);
    const [asked] = await ask({ ...week, compare: { kind: 'value', dimension: 'environment', value: 'production' } });
    expect(asked?.change).toMatchObject({ difference: 0, comparedN: 280 });
  });

  it('do not follow one another in one line', async () => {
    await expect(ask({ ...from('2026-03-02', '2026-03-16'), grain: 'week' })).rejects.toMatchObject(pooled);
    const split = await ask({ ...from('2026-03-02', '2026-03-16'), grain: 'week', by: ['environment'] });
    expect(split.filter(({ n }) => n > 0).map(({ by, bucket }) => [by.environment, bucket])).toEqual([
      ['eval', '2026-03-02'],
      ['production', '2026-03-09'],
    ]);
  });
});
