import type { Day } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Counter = Partial<Row<'fact_counter_daily'>>;
type Output = Partial<Row<'fact_output'>>;

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const all = { workflow_id: '', model_version_id: '', locale: '', vendor_id: '', task_id: '' };
const counted = (day: string, started: number, succeeded: number | null, row: Counter = {}): Counter[] => {
  const of = { counter_date: day as Day, bin_key: '', environment: 'production', ...all, ...row } as const;
  return [
    { ...of, counter_name: 'tasks_started', n: started },
    ...(succeeded === null ? [] : [{ ...of, counter_name: 'tasks_succeeded', n: succeeded }]),
  ];
};
const sampled = (count: number, day: string, isDone: boolean, row: Output = {}): Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${day}-${isDone}-${index}`,
    session_key: `${day}-${isDone}-${index}`,
    produced_at: `${day}T12:00:00Z`,
    environment: 'production',
    sampling_prob: '1.000000000',
    task_success: isDone,
    ...row,
  }));
const near = (value: number): number => expect.closeTo(value, 9) as number;
const asked = { metrics: ['task_success_rate'] } as const;

describe('task_success_rate', () => {
  it('is what products count, by day; more done than begun cannot be, and none counted is not none done', async () => {
    const db = await asking({
      fact_counter_daily: [
        ...counted('2026-03-02', 100, 80),
        ...counted('2026-03-03', 200, 120),
        ...counted('2026-03-04', 50, 60),
        ...counted('2026-03-05', 70, null),
        // Counted in bins, and what is no task.
        ...counted('2026-03-06', 1000, 1, { bin_key: '01|[0,50)' }),
        { ...counted('2026-03-06', 900, null)[0], counter_name: 'sessions' },
      ],
      // Sampled on a day that was counted.
      fact_output: sampled(5, '2026-03-02', false),
    });
    const [one] = await db.ask(asked);
    // 80 + 120 of 100 + 200.
    expect(one).toMatchObject({
      value: near(200 / 300),
      n: 300,
      rows: 2,
      numerator: 200,
      denominator: 300,
      status: 'ok',
    });
    expect(one?.caveats).toEqual([
      { code: 'uncounted', count: 1 },
      { code: 'impossible', count: 1 },
      { code: 'few_clusters', count: null },
    ]);
  });

  it('has the spread between days, because nothing was sampled', async () => {
    // Two workflows of each of five days begin 100 together; 90, 80, 80, 80 and 70 are done: residuals 10, 0, 0, 0, -10.
    const db = await asking({
      fact_counter_daily: [50, 40, 40, 40, 30].flatMap((done, index) => [
        ...counted(`2026-03-0${index + 2}`, 50, done, { workflow_id: 'a' }),
        ...counted(`2026-03-0${index + 2}`, 50, 40, { workflow_id: 'b' }),
      ]),
    });
    const [one] = await db.ask(asked);
    // se = sqrt(200 / (5 x 4)) / 100 = 0.0316; t of 4 degrees is 2.7764.
    expect(one).toMatchObject({ value: near(0.8), n: 500, interval: 'ratio_of_sums' });
    expect(one?.lower).toBeCloseTo(0.8 - 2.7764451052 * Math.sqrt(0.001), 9);
    const [, b] = await db.ask({ ...asked, by: ['workflow'] });
    expect(b).toMatchObject({ by: { workflow: 'b' }, n: 250, value: near(0.8) });
  });

  it('never adds counts of the same tasks: what tells most of those that counted all of them', async () => {
    const db = await asking({
      fact_counter_daily: [
        // In all 1,000 and by workflow 995: told by workflow. By locale hardly half of them were counted.
        ...counted('2026-03-02', 1000, 500),
        ...counted('2026-03-02', 600, 360, { workflow_id: 'a' }),
        ...counted('2026-03-02', 395, 79, { workflow_id: 'b' }),
        ...counted('2026-03-02', 480, 480, { locale: 'de-DE', workflow_id: 'a' }),
        // By workflow not even 99 % on another day: as a whole.
        ...counted('2026-03-03', 1000, 500),
        ...counted('2026-03-03', 980, 980, { workflow_id: 'a' }),
      ],
    });
    expect((await db.ask(asked))[0]).toMatchObject({ n: 1995, numerator: 360 + 79 + 500 });
    const numbers = await db.ask({ ...asked, by: ['workflow'] });
    expect(numbers.map(({ by, n }) => [by['workflow'], n])).toEqual([
      ['a', 600],
      ['b', 395],
      [null, 1000],
    ]);
  });

  it('is of sampled sessions on days that nobody counted, and in a workspace without counts', async () => {
    const outputs = [
      ...sampled(20, '2026-03-03', true),
      ...sampled(10, '2026-03-03', false, { sampling_prob: '0.500000000' }),
      ...sampled(1, '2026-03-04', true, { sampling_prob: null }),
      ...sampled(3, '2026-03-05', true, { task_success: null }),
    ];
    const db = await asking({ fact_counter_daily: counted('2026-03-02', 60, 60), fact_output: outputs });
    const [one] = await db.ask(asked);
    // 60 + 20 + 1 of 60 + 20 + 10 x 2 + 1.
    expect(one).toMatchObject({ value: near(81 / 101), n: 91, numerator: 81, denominator: 101 });
    expect(one?.caveats).toEqual([
      { code: 'sampled', count: 31 },
      { code: 'unweighted', count: 1 },
    ]);
    const without = await asking({ fact_output: outputs });
    const spans = new Map([['fact_output', { first: '2026-03-02', last: '2026-03-31' }]]) as never;
    expect((await without.ask(asked, { spans }))[0]).toMatchObject({ value: near(21 / 41), n: 31 });
    await db.close();
  });

  it('of nothing begun is nothing', async () => {
    const db = await asking({ fact_output: sampled(3, '2026-03-03', true, { task_success: null }) });
    expect((await db.ask(asked))[0]).toMatchObject({ value: null, n: 0, status: 'no_data' });
  });
});
