import type { Day, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { Known } from './known.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (outputs: readonly Partial<Row<'fact_output'>>[]): Promise<GradedWarehouse> =>
  (open = await GradedWarehouse.open({ fact_output: outputs }));
afterEach(async () => {
  await open?.close();
  open = null;
});

const from = (first: string, end: string): Pick<PanelRequest, 'range'> => ({
  range: { kind: 'days', days: { from: first as Day, to: end as Day } },
});
const counts = (estimates: readonly Estimate[] | undefined): unknown =>
  estimates?.map(({ bucket, n, rows, numerator }) => [bucket, n, rows, numerator]);

describe('samples of one case', () => {
  /** Ten cases asked three times; the third time it is past midnight, and case 0 refuses. */
  const samples = Array.from({ length: 30 }, (_, index) => ({
    output_id: `o${index}`,
    case_version_id: `case${index % 10}`,
    run_id: 'nightly',
    sample_index: Math.floor(index / 10),
    produced_at: index < 20 ? '2026-03-04T23:50:00Z' : '2026-03-05T00:10:00Z',
    refusal_level: index === 20 ? ('full' as const) : ('none' as const),
  }));
  const third = expect.closeTo(1 / 3, 12) as number;

  it('are one unit in one run, also where it goes on past midnight', async () => {
    const db = await asking(samples);
    const together = await db.askTogether([{}, { grain: 'week', ...from('2026-03-02', '2026-03-09') }]);
    expect(counts(together.answers[0])).toEqual([[null, 10, 30, third]]);
    expect(counts(together.answers[1])).toEqual([['2026-03-02', 10, 30, third]]);
  });

  it('are one unit in each day of a run that two days were asked for', async () => {
    const db = await asking(samples);
    const days = { grain: 'day' as const, ...from('2026-03-04', '2026-03-06') };
    const together = await db.askTogether([{}, days]);
    expect(together.statements).toBe(1);
    expect(counts(together.answers[0])).toEqual([[null, 10, 30, third]]);
    expect(counts(together.answers[1])).toEqual([
      ['2026-03-04', 10, 20, 0],
      ['2026-03-05', 10, 10, 1],
    ]);
  });

  it('are told apart by their day where no run is known', async () => {
    const db = await asking(samples.map((row) => ({ ...row, run_id: null })));
    expect(counts(await db.ask({}))).toEqual([[null, 20, 30, 1]]);
  });
});

describe('a split', () => {
  const members = (...values: readonly (string | null)[]): DimensionMember[] =>
    values.map((value) => ({ value, label: value ?? 'not known', rows: 1 }));
  const known: Partial<Known> = {
    members: new Map([
      ['workflow', members('code', null)],
      ['locale', members('en', null)],
    ]),
  };

  it('keeps rows whose value is not known apart from the whole and from one another', async () => {
    const output = (id: string, workflow: string | null, locale: string | null): Partial<Row<'fact_output'>> => ({
      output_id: id,
      workflow_id: workflow,
      locale,
      refusal_level: 'none',
    });
    const db = await asking([
      output('a', 'code', 'en'),
      output('b', 'code', null),
      output('c', null, 'en'),
      output('d', null, null),
      output('e', null, null),
    ]);
    const { statements, answers } = await db.askTogether(
      [
        {},
        { by: ['workflow'] },
        { by: ['workflow', 'locale'] },
        { where: [{ dimension: 'workflow', values: [null] }] },
      ],
      known,
    );
    expect(statements).toBe(1);
    expect(answers.map((estimates) => estimates.map(({ by, n }) => [by, n]))).toEqual([
      [[{}, 5]],
      [
        [{ workflow: 'code' }, 2],
        [{ workflow: null }, 3],
      ],
      [
        [{ workflow: 'code', locale: 'en' }, 1],
        [{ workflow: 'code', locale: null }, 1],
        [{ workflow: null, locale: 'en' }, 1],
        [{ workflow: null, locale: null }, 2],
      ],
      [[{}, 3]],
    ]);
  });
});

describe('samples of one case and run of several workflows', () => {
  it('are units of their own in the whole, too, where a question beside it splits by workflow', async () => {
    const db = await asking(
      ['code', 'code', 'search'].map((workflow_id, index) => ({
        ...{ output_id: `o${index}`, workflow_id, case_version_id: 'c@1', run_id: 'r1' },
        refusal_level: index === 2 ? ('full' as const) : ('none' as const),
      })),
    );
    const { statements, answers } = await db.askTogether([{}, { by: ['workflow'] }]);
    expect(statements).toBe(1);
    expect(answers[0]?.[0]).toMatchObject({ n: 2, rows: 3, numerator: 1, denominator: 2 });
    expect(answers[1]?.map(({ n }) => n)).toEqual([1, 1]);
  });
});

describe('a day', () => {
  it('is the workspace zone\u2019s, at the edges of ranges and of buckets', async () => {
    // Berlin's clocks go forward on Sunday 29 March 2026: its day is 23 hours, from 23:00Z to 22:00Z.
    const instants = [
      '2026-03-28T22:59:59.999999Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59.999999Z',
      '2026-03-29T22:00:00Z',
      '2026-03-31T21:59:59.999999Z',
      '2026-03-31T22:00:00Z',
    ];
    const db = await asking(
      instants.map((produced_at, index) => ({ output_id: `o${index}`, produced_at, refusal_level: 'none' })),
    );
    const week = from('2026-03-29', '2026-04-01');
    const { answers } = await db.askTogether(
      [
        week,
        { ...week, grain: 'day' },
        { ...week, grain: 'week' },
        { ...week, grain: 'month' },
        // Two ranges that meet, on one axis: the day between them is in the second.
        from('2026-03-29', '2026-03-30'),
        from('2026-03-30', '2026-04-01'),
      ],
      { zone: 'Europe/Berlin', span: { first: '2026-03-28' as Day, last: '2026-04-01' as Day } },
    );
    expect(counts(answers[0])).toEqual([[null, 4, 4, 0]]);
    expect(counts(answers[1])).toEqual([
      ['2026-03-29', 2, 2, 0],
      ['2026-03-30', 1, 1, 0],
      ['2026-03-31', 1, 1, 0],
    ]);
    expect(counts(answers[2])).toEqual([
      ['2026-03-23', 2, 2, 0],
      ['2026-03-30', 2, 2, 0],
    ]);
    expect(counts(answers[3])).toEqual([['2026-03-01', 4, 4, 0]]);
    expect(counts(answers[4])).toEqual([[null, 2, 2, 0]]);
    expect(counts(answers[5])).toEqual([[null, 2, 2, 0]]);
  });
});
