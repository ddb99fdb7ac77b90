import type { Day } from '@assay/contract';
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

type Issue = Partial<Row<'fact_issue'>> & { readonly is_test?: boolean };
const issue = (id: string, row: Issue): Issue => ({ issue_id: id, detected_at: '2026-03-03T12:00:00Z', ...row });
const many = (count: number, name: string, row: Issue): Issue[] =>
  Array.from({ length: count }, (_, index) => issue(`${name}-${index}`, row));
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const about = (value: number): number => expect.closeTo(value, 6) as number;
const march = days('2026-03-01', '2026-04-01');

describe('process_improvements and enablement_contributions', () => {
  it('are issues of their kind by the day of their end, without duplicates and what was called off', async () => {
    const done = { issue_kind: 'process_improvement', resolved_at: '2026-03-20T09:00:00Z' } as const;
    const db = await asking({
      fact_issue: [
        issue('a', done),
        // Begun half a year before it was finished: it counts where it was finished.
        issue('b', { ...done, detected_at: '2025-09-01T09:00:00Z' }),
        issue('open', { ...done, resolved_at: null }),
        issue('later', { ...done, resolved_at: '2026-04-01T00:00:00Z' }),
        issue('again', { ...done, duplicate_of_issue_id: 'a' }),
        issue('off', { ...done, cancelled_at: '2026-03-21T09:00:00Z' }),
        issue('sandbox', { ...done, is_test: true }),
        issue('c', { ...done, issue_kind: 'enablement' }),
      ],
    });
    const [[improved], [enabled]] = (
      await db.askTogether([
        { metrics: ['process_improvements'], range: march },
        { metrics: ['enablement_contributions'], range: march },
      ])
    ).answers as unknown as [[unknown], [unknown]];
    expect(improved).toMatchObject({
      value: 2,
      n: 2,
      lower: null,
      status: 'ok',
      caveats: [
        { code: 'duplicate_issues', count: 1 },
        { code: 'cancelled_issues', count: 1 },
      ],
    });
    expect(enabled).toMatchObject({ value: 1, n: 1, caveats: [] });
    expect(await db.rowsBehind({ metric: 'process_improvements', range: march.days })).toBe(2);
  });

  it('of none is 0, which is a number', async () => {
    const db = await asking({ fact_issue: [issue('a', { issue_kind: 'regression' })] });
    const [none] = await db.ask({ metrics: ['process_improvements'], range: march });
    expect(none).toMatchObject({ value: 0, n: 0, status: 'ok' });
  });
});

describe('regression_catch_rate', () => {
  // Out since long before, since less than 30 days before the last row, and not at all.
  const dim_model_version = [
    { model_version_id: 'm1', release_id: 'r1', released_at: '2026-01-10T00:00:00Z' },
    { model_version_id: 'm1b', release_id: 'r1', released_at: '2026-03-20T00:00:00Z' },
    { model_version_id: 'm2', release_id: 'r2', released_at: '2026-03-05T00:00:00Z' },
    { model_version_id: 'm3', release_id: 'r3', released_at: null },
  ];
  const regression = { issue_kind: 'regression', release_id: 'r1' } as const;

  it('is what was found before the release, of releases that have been out for 30 days', async () => {
    const db = await asking({
      dim_model_version,
      fact_issue: [
        ...many(4, 'caught', { ...regression, found_in: 'pre_release' }),
        ...many(2, 'escaped', { ...regression, found_in: 'post_release' }),
        issue('young', { ...regression, release_id: 'r2', found_in: 'pre_release' }),
        issue('coming', { ...regression, release_id: 'r3', found_in: 'pre_release' }),
        issue('nowhere', { ...regression, release_id: null, found_in: 'pre_release' }),
        issue('unknown', { ...regression, found_in: null }),
        issue('again', { ...regression, found_in: 'post_release', duplicate_of_issue_id: 'x' }),
        issue('off', { ...regression, found_in: 'post_release', cancelled_at: '2026-03-04T00:00:00Z' }),
        issue('other', { issue_kind: 'failure_mode', release_id: 'r1', found_in: 'post_release' }),
        // The last row: releases are as old as they are on the day after it, 2026-04-01.
        issue('last', { issue_kind: 'red_team', detected_at: '2026-03-31T23:00:00Z' }),
      ],
    });
    const [all] = await db.ask({ metrics: ['regression_catch_rate'], range: march });
    // 4 of 6. Wilson: centre (2/3 + z²/12) / (1 + z²/6), by hand with z² = 3.841459: 0.986788 / 1.640243 = 0.601611;
    // half of it z √(2/54 + z²/144) / 1.640243 = 1.959964 × √(0.037037 + 0.026677) / 1.640243 = 0.301617.
    expect(all).toMatchObject({
      value: about(4 / 6),
      lower: expect.closeTo(0.299994, 4) as number,
      upper: expect.closeTo(0.903228, 4) as number,
      interval: 'wilson',
      n: 6,
      numerator: 4,
      status: 'ok',
    });
    expect(Object.fromEntries((all?.caveats ?? []).map(({ code, count }) => [code, count]))).toEqual({
      duplicate_issues: 1,
      cancelled_issues: 1,
      no_release: 1,
      young_release: 2,
      unknown_place: 1,
    });
    expect(await db.rowsBehind({ metric: 'regression_catch_rate', range: march.days })).toBe(6);
  });

  it('of fewer than five is only their number, of none nothing', async () => {
    const db = await asking({
      dim_model_version,
      fact_issue: [
        ...many(4, 'caught', { ...regression, found_in: 'pre_release' }),
        issue('last', { issue_kind: 'red_team', detected_at: '2026-04-10T00:00:00Z' }),
      ],
    });
    const [few, none] = await db.ask({
      metrics: ['regression_catch_rate'],
      range: days('2026-03-01', '2026-05-01'),
      grain: 'month',
    });
    expect(few).toMatchObject({ value: null, n: 4, status: 'low_n' });
    expect(none).toMatchObject({ value: null, n: 0, status: 'no_data' });
  });
});

describe('defect_leakage', () => {
  const failure = { issue_kind: 'failure_mode', found_in: 'post_release' } as const;
  const fact_issue = [
    ...many(9, 'escaped', { ...failure, covered_by_eval: false, workflow_id: 'code' }),
    ...many(21, 'covered', { ...failure, covered_by_eval: true, workflow_id: 'search' }),
    issue('regression', { ...failure, issue_kind: 'regression', covered_by_eval: false, workflow_id: 'search' }),
    ...many(2, 'unknown', { ...failure, covered_by_eval: null }),
    issue('early', { ...failure, found_in: 'pre_release', covered_by_eval: false }),
    issue('early-unknown', { ...failure, found_in: 'pre_release', covered_by_eval: null }),
    issue('off', { ...failure, covered_by_eval: null, cancelled_at: '2026-03-04T00:00:00Z' }),
    issue('again', { ...failure, covered_by_eval: false, duplicate_of_issue_id: 'escaped-0' }),
    issue('gap', { issue_kind: 'guideline_gap', covered_by_eval: null }),
  ];

  it('is what no case would have shown, of what anybody knows it of', async () => {
    const db = await asking({ fact_issue });
    const [all] = await db.ask({ metrics: ['defect_leakage'], range: march });
    expect(all).toMatchObject({ value: about(10 / 31), n: 31, numerator: 10, interval: 'wilson', status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'duplicate_issues', count: 1 },
      { code: 'cancelled_issues', count: 1 },
      { code: 'unknown_coverage', count: 2 },
    ]);
    expect(await db.rowsBehind({ metric: 'defect_leakage', range: march.days })).toBe(31);
  });

  it('beside the rate stands how many there were for a million sessions', async () => {
    const counted = {
      counter_date: '2026-03-02' as Day,
      counter_name: 'sessions',
      bin_key: '',
      environment: 'production' as const,
      ...{ model_version_id: '', locale: '', vendor_id: '', task_id: '' },
    };
    const db = await asking({
      fact_issue,
      fact_counter_daily: [
        { ...counted, workflow_id: '', n: 4_000_000 },
        { ...counted, workflow_id: 'code', n: 1_000_000 },
      ],
    });
    const [all, ...split] = (
      await db.askTogether([
        { metrics: ['escaped_defect_rate'], range: march },
        { metrics: ['escaped_defect_rate'], range: march, by: ['workflow'] },
      ])
    ).answers.flat();
    // Ten in four: Garwood's limits of ten, 4.795389 and 18.390356, by four.
    expect(all).toMatchObject({ value: 2.5, lower: about(1.19884725), upper: about(4.597589), n: 10 });
    expect(all?.caveats).toContainEqual({ code: 'unknown_coverage', count: 2 });
    expect(split.map(({ by, value, n }) => [by['workflow'], value, n])).toContainEqual(['code', 9, 9]);
  });
});
