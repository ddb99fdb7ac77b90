import type { Day, Estimate } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Incident = Partial<Row<'fact_incident'>> & { readonly is_test?: boolean };
const incident = (id: string, at: string, row: Incident = {}): Incident => ({
  incident_id: id,
  detected_at: `${at}T12:00:00Z`,
  status: 'open',
  severity_rank: 1,
  ...row,
});
type Counter = Partial<Row<'fact_counter_daily'>>;
const counted = (day: string, n: number, row: Counter = {}): Counter => ({
  counter_date: day as Day,
  counter_name: 'sessions',
  bin_key: '',
  environment: 'production',
  workflow_id: '',
  model_version_id: '',
  locale: '',
  vendor_id: '',
  task_id: '',
  n,
  ...row,
});
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const about = (value: number): number => expect.closeTo(value, 6) as number;
const march = { metrics: ['incident_rate'], range: days('2026-03-02', '2026-03-16') };
const many = (count: number, day: string, row: Incident = {}): Incident[] =>
  Array.from({ length: count }, (_, index) => incident(`${day}-${index}`, day, row));

/** Rows behind a number of some days, as the drill-through counts them. */
const rowsBehind = (db: GradedWarehouse, metric: string, from: string, to: string): Promise<unknown> =>
  db.rowsBehind({ metric, range: { from: from as Day, to: to as Day } });

describe('incident_rate', () => {
  it('is incidents by sessions with Garwood’s limits; false alarms are out and counted', async () => {
    const db = await asking({
      fact_incident: [
        ...many(37, '2026-03-03', { severity_rank: 2 }),
        incident('nothing', '2026-03-04', { status: 'false_alarm' }),
        incident('later', '2026-03-16'),
        incident('sandbox', '2026-03-04', { is_test: true }),
      ],
      fact_counter_daily: [
        counted('2026-03-02', 50_000_000),
        counted('2026-03-15', 40_000_000),
        counted('2026-03-16', 999),
        counted('2026-03-03', 777, { environment: 'staging' }),
        counted('2026-03-03', 777, { bin_key: '01|[0,50)' }),
        counted('2026-03-03', 777, { counter_name: 'responses' }),
      ],
    });
    const [all] = await db.ask(march);
    // poisson_rate/03 of the published vectors: 37 in 90.
    expect(all).toMatchObject({
      value: about(0.411111111111),
      lower: about(0.289460161857),
      upper: about(0.566662512688),
      interval: 'poisson_rate',
      n: 37,
      rows: 37,
      denominator: 90_000_000,
      status: 'ok',
      caveats: [{ code: 'false_alarms', count: 1 }],
    });
    expect(all?.parts['p2']).toMatchObject({ rows: 37, value: about(0.411111111111) });
    expect(all?.parts['p0']).toMatchObject({ rows: 0, value: 0, lower: 0 });
    expect(await rowsBehind(db, 'incident_rate', '2026-03-02', '2026-03-16')).toBe(37);
  });

  it('of no incident is 0 with an upper limit; without a counter there is only the number', async () => {
    const db = await asking({
      fact_incident: [incident('one', '2026-03-10')],
      fact_counter_daily: [counted('2026-03-02', 12_500_000)],
    });
    const weeks = await db.ask({ ...march, grain: 'week' });
    // poisson_rate/01: none in 12.5.
    expect(weeks[0]).toMatchObject({ value: 0, lower: 0, upper: about(0.295110356329), n: 0, status: 'ok' });
    expect(weeks[1]).toMatchObject({ value: null, n: 1, numerator: 1, denominator: 0, status: 'no_data' });
    expect(weeks[1]?.caveats).toEqual([{ code: 'no_exposure', count: null }]);
  });

  it('counts what nobody triaged, and shows it apart (E10)', async () => {
    const db = await asking({
      fact_incident: [incident('a', '2026-03-03'), incident('b', '2026-03-03', { severity_rank: null })],
      fact_counter_daily: [counted('2026-03-02', 1_000_000)],
    });
    const [all, ...split] = (await db.askTogether([march, { ...march, by: ['severity'] }])).answers.flat();
    expect(all).toMatchObject({ value: 2, n: 2, caveats: [{ code: 'untriaged', count: 1 }] });
    expect(all?.parts['untriaged']).toMatchObject({ rows: 1 });
    expect(split.map(({ by, value }) => [by['severity'], value])).toEqual([
      ['P1', 1],
      [null, 1],
    ]);
  });

  it('divides by the sessions of a slice where they were counted apart, and never adds two ways of counting', async () => {
    const db = await asking({
      fact_incident: [
        incident('a', '2026-03-03', { workflow_id: 'code' }),
        incident('b', '2026-03-03', { workflow_id: 'search', severity_rank: 0 }),
      ],
      fact_counter_daily: [
        counted('2026-03-03', 10_000_000),
        counted('2026-03-03', 4_000_000, { workflow_id: 'code' }),
        counted('2026-03-04', 1_000_000, { workflow_id: 'code' }),
        counted('2026-03-03', 2_000_000, { workflow_id: 'mail' }),
      ],
    });
    const p0 = { dimension: 'severity', values: ['P0'] };
    const known = { members: new Map([['severity', [{ value: 'P0', label: 'P0', rows: 1 }]]]) };
    const { answers, statements } = await db.askTogether(
      [march, { ...march, by: ['workflow'] }, { ...march, where: [p0] }],
      known,
    );
    expect(statements).toBe(1);
    const values = answers.map((list) => list.map(({ by, n, denominator }) => [by, n, denominator]));
    expect(values).toEqual([
      [[{}, 2, 10_000_000]],
      [
        [{ workflow: 'code' }, 1, 5_000_000],
        [{ workflow: 'mail' }, 0, 2_000_000],
        [{ workflow: 'search' }, 1, 0],
      ],
      [[{}, 1, 10_000_000]],
    ]);
  });

  it('is compared by the ratio of two rates', async () => {
    const db = await asking({
      fact_incident: [...many(14, '2026-03-10'), ...many(25, '2026-03-03')],
      fact_counter_daily: [counted('2026-03-10', 40_000_000), counted('2026-03-03', 38_000_000)],
    });
    const range = days('2026-03-09', '2026-03-16');
    const [now] = await db.ask({ ...march, range, compare: { kind: 'previous' } });
    // poisson_rate_ratio/01: mid-p 0.0568, no clear change.
    expect(now?.change).toMatchObject({
      difference: about(14 / 40 - 25 / 38),
      comparedN: 25,
      p: about(0.0567902133022),
      verdict: 'no_clear_change',
    });
  });
});

describe('open_incidents', () => {
  const rows: readonly Incident[] = [
    incident('old', '2026-01-02'),
    incident('closed in time', '2026-03-03', { status: 'resolved', resolved_at: '2026-03-08T23:59:59Z' }),
    incident('closed at midnight', '2026-03-03', {
      status: 'resolved',
      resolved_at: '2026-03-09T00:00:00Z',
      severity_rank: 0,
    }),
    incident('second week', '2026-03-10', { severity_rank: null }),
    incident('nothing', '2026-03-03', { status: 'false_alarm' }),
    incident('who knows', '2026-03-03', { status: 'resolved', resolved_at: null }),
  ];
  const weeks = { ...march, metrics: ['open_incidents'], grain: 'week' as const };
  const shown = (list: readonly Estimate[]) =>
    list.map(({ bucket, by, value, parts, caveats }) => [
      bucket,
      by,
      value,
      parts['old']?.rows,
      caveats.map(({ code, count }) => `${code}:${count ?? 0}`),
    ]);

  it('are those begun and not over at the end of each week, however long ago they began', async () => {
    const db = await asking({ fact_incident: rows });
    expect(shown(await db.ask(weeks))).toEqual([
      ['2026-03-02', {}, 2, 1, ['false_alarms:1', 'unknown_end:1']],
      ['2026-03-09', {}, 2, 1, ['false_alarms:1', 'unknown_end:1']],
    ]);
    expect(await rowsBehind(db, 'open_incidents', '2026-03-02', '2026-03-09')).toBe(2);
    expect(await rowsBehind(db, 'open_incidents', '2026-03-09', '2026-03-16')).toBe(2);
  });

  it('add over severities, not over weeks', async () => {
    const db = await asking({ fact_incident: rows });
    const split = await db.ask({ ...weeks, grain: 'none', range: days('2026-03-02', '2026-03-09'), by: ['severity'] });
    expect(split.map(({ by, value }) => [by['severity'], value])).toEqual([
      ['P0', 1],
      ['P1', 1],
    ]);
    const [whole] = await db.ask({ ...weeks, grain: 'none' });
    expect(whole).toMatchObject({ value: 2, bucket: null, interval: null, lower: null });
  });
});
