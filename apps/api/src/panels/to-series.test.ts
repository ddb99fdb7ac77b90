import type { Bucket, Change, Day, Target } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { card, estimate, range } from '../testing/fixed-workspace.ts';
import type { Labels } from './to-series.ts';
import { toBranches, toSeries } from './to-series.ts';

const weeks: readonly Bucket[] = ['2026-11-02', '2026-11-09', '2026-11-16'].map((from, index, all) => ({
  from: from as Day,
  to: (all[index + 1] ?? '2026-11-23') as Day,
  partial: index === 2,
  provisional: index > 0,
}));
const noLabels: Labels = new Map();
const context = { buckets: weeks, catalogue: [card], labels: noLabels };
const inWeek = (index: number) => ({ bucket: weeks[index]?.from ?? null });

describe('toSeries', () => {
  it('puts every number beside its bucket, whatever the order of the estimates', () => {
    const [series] = toSeries(
      [
        estimate({ ...inWeek(2), value: 0.3, n: 3 }),
        estimate({ ...inWeek(0), value: 0.1, n: 1 }),
        estimate({ ...inWeek(1), value: 0.2, n: 2 }),
      ],
      context,
    );
    expect(series?.value).toEqual([0.1, 0.2, 0.3]);
    expect(series?.n).toEqual([1, 2, 3]);
  });

  it('leaves a gap, not a zero, where a bucket has no estimate; counts there are zero', () => {
    const [series] = toSeries([estimate(inWeek(1))], context);
    expect(series).toMatchObject({
      value: [null, 0.596, null],
      lower: [null, 0.534, null],
      upper: [null, 0.655, null],
      interval: [null, 'wilson', null],
      n: [0, 250, 0],
      rows: [0, 250, 0],
      numerator: [0, 149, 0],
      denominator: [0, 250, 0],
      status: ['no_data', 'ok', 'no_data'],
      verdict: ['not_judged', 'not_judged', 'not_judged'],
      target: [null, null, null],
      caveats: [[], [], []],
      change: [null, null, null],
    });
  });

  it('says of each period where the trend up to it goes', () => {
    const trend = {
      wanted: 'down',
      verdict: 'met',
      grain: 'week',
      periods: 6,
      since: null,
      moves: 'down',
      p: 0.01,
    } as const;
    const [series] = toSeries([estimate({ ...inWeek(0), trend }), estimate(inWeek(1))], context);
    expect(series?.trend).toMatchObject([
      { verdict: 'met', wanted: 'down', text: 'falling over 6 finished weeks' },
      null,
      null,
    ]);
  });

  it('says what a period that moved was, and null of all others', () => {
    const restated = { was: 0.548, day: '2026-11-16' as Day };
    const [series] = toSeries([estimate({ ...inWeek(0), restated }), estimate(inWeek(1))], context);
    expect(series?.restated).toEqual([{ ...restated, money: null }, null, null]);
    expect(toSeries([estimate(inWeek(1))], context)[0]?.restated).toBeNull();
  });

  it('has how it usually runs beside its own slice, and null where nobody asked', () => {
    const german = { metric: 'over_refusal_rate', by: { locale: 'de-DE' } };
    const stretches = [
      { range, method: null, reason: 'too_few_periods', center: null, points: [], changes: [] } as const,
    ];
    const lines = [estimate({ ...inWeek(0), by: { locale: 'en-US' } }), estimate({ ...inWeek(0), by: german.by })];
    const asked = toSeries(lines, { ...context, limits: [{ ...german, stretches }] });
    expect(asked.map(({ limits }) => limits)).toEqual([null, stretches]);
    expect(toSeries(lines, context).map(({ limits }) => limits)).toEqual([null, null]);
  });

  it('keeps a hidden value hidden and its n', () => {
    const hidden = estimate({
      ...inWeek(0),
      value: null,
      lower: null,
      upper: null,
      interval: null,
      status: 'low_n',
      n: 4,
    });
    const [series] = toSeries([hidden], context);
    expect(series).toMatchObject({ value: [null, null, null], n: [4, 0, 0], status: ['low_n', 'no_data', 'no_data'] });
  });

  it('takes the only bucket of grain none from the range', () => {
    const buckets = [{ ...range, partial: false, provisional: false }];
    const [series] = toSeries([estimate()], { ...context, buckets });
    expect(series?.value).toEqual([0.596]);
  });

  it('makes a series a metric and slice, in the order in which they come', () => {
    const estimates = [
      estimate({ ...inWeek(0), by: { model_version: 'b' } }),
      estimate({ ...inWeek(0), by: { model_version: null } }),
      estimate({ ...inWeek(1), by: { model_version: 'b' } }),
      estimate({ ...inWeek(0), by: { model_version: 'b' }, metric: 'under_refusal_rate' }),
    ];
    const series = toSeries(estimates, {
      ...context,
      labels: new Map([['model_version', new Map([['b', { label: 'Model B' }]])]]),
    });
    expect(series.map(({ metric, by }) => [metric, by])).toEqual([
      ['over_refusal_rate', [{ dimension: 'model_version', value: 'b', label: 'Model B' }]],
      ['over_refusal_rate', [{ dimension: 'model_version', value: null, label: 'Not known' }]],
      ['under_refusal_rate', [{ dimension: 'model_version', value: 'b', label: 'Model B' }]],
    ]);
  });

  it('says of each number whether all of its period is known, and of one that is not there what its bucket says', () => {
    const [series] = toSeries([estimate({ ...inWeek(0), partial: true }), estimate(inWeek(1))], context);
    expect(series?.partial).toEqual([true, false, context.buckets[2]?.partial]);
    const running = context.buckets.map((bucket) => ({ ...bucket, partial: true }));
    const [alone] = toSeries([estimate(inWeek(1))], { ...context, buckets: running });
    expect(alone?.partial).toEqual([true, false, true]);
  });

  it('names what many values are together', () => {
    const [series] = toSeries([estimate({ ...inWeek(0), by: { vendor: '~other' } })], context);
    expect(series?.by).toEqual([{ dimension: 'vendor', value: '~other', label: 'Other' }]);
  });

  it('tells slices apart that would read alike when glued together', () => {
    const series = toSeries(
      [estimate({ ...inWeek(0), by: { a: 'x","b","' } }), estimate({ ...inWeek(0), by: { a: 'x', b: '' } })],
      context,
    );
    expect(series).toHaveLength(2);
  });

  it('carries parts with their titles, target, change and caveats in words', () => {
    const target: Target = { lower: 0, upper: 0.05, validFrom: '2024-01-01' as Day, proposed: false };
    const change: Change = {
      comparedValue: 0.5,
      comparedN: 200,
      comparedRange: range,
      difference: 0.096,
      lower: 0.01,
      upper: 0.18,
      p: 0.02,
      pAdjusted: 0.04,
      looks: 2,
      verdict: 'worse',
    };
    const [series] = toSeries(
      [
        estimate({
          ...inWeek(1),
          target,
          change,
          verdict: 'missed',
          caveats: [
            { code: 'ungraded', count: 7 },
            { code: 'few_clusters', count: null },
          ],
        }),
      ],
      context,
    );
    expect(series?.parts).toEqual([
      {
        id: 'full',
        title: 'Full refusal',
        unit: null,
        value: [null, 0.38, null],
        lower: [null, 0.322, null],
        upper: [null, 0.441, null],
        money: [null, null, null],
        numerator: [0, 95, 0],
        numeratorRows: [0, 95, 0],
      },
      {
        id: 'partial',
        title: 'Partial refusal',
        unit: null,
        value: [null, 0.216, null],
        lower: [null, 0.17, null],
        upper: [null, 0.271, null],
        money: [null, null, null],
        numerator: [0, 54, 0],
        numeratorRows: [0, 54, 0],
      },
    ]);
    expect(series).toMatchObject({
      target: [null, target, null],
      change: [null, change, null],
      verdict: ['not_judged', 'missed', 'not_judged'],
    });
    const [, caveats] = series?.caveats ?? [];
    expect(caveats?.map(({ code, count }) => [code, count])).toEqual([
      ['ungraded', 7],
      ['few_clusters', null],
    ]);
    for (const { text, code } of caveats ?? []) expect(text).not.toBe(code);
  });

  it('says in words which boundary was moved', () => {
    const boundary = { metric: 'under_refusal_rate', difference: -0.034 };
    const change = { difference: 0.1, verdict: 'worse', boundary } as Change;
    const [series] = toSeries([estimate({ ...inWeek(1), change })], context);
    const text = 'Boundary moved: under-refusal fell by 3.4 points at the same time';
    expect(series?.change[1]).toEqual({ ...change, boundary: { ...boundary, text } });
  });

  it('says in words whether all modes together changed', () => {
    const modes = { p: 0.2, cramersV: 0.031 };
    const [series] = toSeries([estimate({ ...inWeek(1), change: { difference: 0.1, modes } as Change })], context);
    const text =
      'What failures are made of has not clearly changed, all modes together: chance alone would do as much in 20 % of cases; by 0.03, where 0 is nothing and 1 everything';
    expect(series?.change[1]?.modes).toEqual({ ...modes, text });
  });

  it('gives no series for no estimates', () => {
    expect(toSeries([], context)).toEqual([]);
  });
});

describe('branches', () => {
  const by = (value: string | null) => estimate({ by: { failure_mode: value } });
  const modes = new Map([
    ['facts', { label: 'Facts', parent: null }],
    ['claim', { label: 'Claim', parent: 'facts' }],
  ]);

  it('say once what stands above each value of a tree', () => {
    const labels = new Map([['failure_mode', modes]]);
    expect(toBranches([by('claim'), by('facts'), by('claim'), by(null)], labels)).toEqual([
      { dimension: 'failure_mode', value: 'claim', parent: 'facts' },
      { dimension: 'failure_mode', value: 'facts', parent: null },
    ]);
  });

  it('are none of a dimension that is no tree', () => {
    const labels = new Map([['failure_mode', new Map([['claim', { label: 'Claim' }]])]]);
    expect(toBranches([by('claim')], labels)).toEqual([]);
  });
});
