import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { AnsweredItems } from '../testing/answered-items.ts';
import type { LabelWeight } from './parts.ts';
import { expect, it, onTestFinished } from 'vitest';
import { labelDrift } from '../labelling/label-drift.ts';
import { answeredItems } from '../testing/answered-items.ts';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';
import type { Evaluated } from '../evaluate/number.ts';
import { driftEstimate } from './estimate.ts';
import { alarmTogether } from './together.ts';

const span = { first: '2025-12-01' as Day, last: '2026-03-31' as Day };
const known = { span, spans: new Map([['fact_annotation' as const, span]]) };
const week = { from: '2026-03-23' as Day, to: '2026-03-30' as Day };

type Items = AnsweredItems['items'];
/** So many items of a day, each with these answers of different people. */
const on = (day: string, times: number, ...labels: readonly string[]): Items =>
  Array.from({ length: times }, () => ({
    answers: labels.map((value_code) => ({ value_code, submitted_at: `${day}T12:00:00Z` })),
  }));

async function opened(of: AnsweredItems): Promise<GradedWarehouse> {
  const db = await GradedWarehouse.open(answeredItems(of));
  onTestFinished(() => db.close());
  return db;
}

async function drift(of: AnsweredItems, request: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> {
  const range = { kind: 'days', days: week } as const;
  return (await opened(of)).ask({ metrics: ['label_drift'], grain: 'week', range, ...request }, known);
}

/** A thousand items before, half and half; 600 of the week, 180 and 420: on the last day and the first of their spans. */
const moved: Items = [
  ...on('2025-12-29', 300, 'a'),
  ...on('2026-03-22', 200, 'a'),
  ...on('2026-03-10', 500, 'b'),
  ...on('2026-03-23', 180, 'a'),
  ...on('2026-03-29', 420, 'b'),
  // Neither of the week nor of the twelve before it.
  ...on('2025-12-28', 700, 'c'),
  ...on('2026-03-30', 700, 'c'),
];

it('the labels of a week against those of the twelve weeks before', async () => {
  const [found] = await drift({ items: moved });
  expect(found?.value).toBeCloseTo(-0.2 * Math.log(0.6) + 0.2 * Math.log(1.4), 12);
  expect(found).toMatchObject({ status: 'ok', n: 600, rows: 600, lower: null, interval: null });
  // 3.841459 is the 95 % quantile of chi-square with one degree of freedom.
  expect(found?.parts['critical95']?.value).toBeCloseTo(3.841459 * (1 / 1000 + 1 / 600), 7);
  // chi2 = n (ad - bc)^2 / (product of the margins); V without bias: sqrt((chi2/n - 1/(n - 1)) / (2 - 1/(n - 1) - 1)).
  const phi2 = (500 * 420 - 500 * 180) ** 2 / (1000 * 600 * 680 * 920) - 1 / 1599;
  expect(found?.parts['cramers_v']?.value).toBeCloseTo(Math.sqrt(phi2 / (1 - 1 / 1599)), 9);
  const [x, y] = [0.4, 0.6];
  const js =
    (0.5 * Math.log2(0.5 / x) + 0.5 * Math.log2(0.5 / y) + 0.3 * Math.log2(0.3 / x) + 0.7 * Math.log2(0.7 / y)) / 2;
  expect(found?.parts['jensen_shannon']?.value).toBeCloseTo(js, 12);
  expect(found?.caveats).toEqual([{ code: 'drift_watch', count: null }]);
});

it('says of a whole range which labels it compares, with their items; of its weeks it does not', async () => {
  const [found] = await drift({ items: moved }, { grain: 'none' });
  expect(found?.distribution).toEqual([
    { label: 'a', baseline: 500, current: 180 },
    { label: 'b', baseline: 500, current: 420 },
  ]);
  expect((await drift({ items: moved }))[0]?.distribution).toBeUndefined();
});

it('a period that is no whole week is compared with the 84 days before it', async () => {
  const days = { from: '2026-03-29' as Day, to: '2026-03-30' as Day };
  const items = [...on('2026-03-01', 500, 'a'), ...on('2026-03-28', 500, 'b'), ...on('2026-03-29', 600, 'b')];
  for (const grain of ['none', 'day', 'month'] as const) {
    const [found] = await drift({ items }, { grain, range: { kind: 'days', days } });
    expect(found).toMatchObject({ n: 600, status: 'ok' });
    // Half a and half b before, all b now; what is 0 counts as 0.0001.
    const a = 1e-4 / (1 + 1e-4);
    expect(found?.value).toBeCloseTo((a - 0.5) * Math.log(a / 0.5) + (0.5 - a) * Math.log((1 - a) / 0.5), 12);
  }
});

it('an item has the label of most of its answers, and ties are split', async () => {
  const items = [
    ...on('2026-03-01', 500, 'a', 'a', 'b'),
    ...on('2026-03-02', 500, 'b'),
    ...on('2026-03-24', 300, 'a', 'b'),
    ...on('2026-03-24', 300, 'a', 'b', 'c'),
  ];
  const [found] = await drift({ items });
  // Now a 150 + 100, b 150 + 100, c 100 of 600; before a and b a half each, c none: all floored at 0.0001.
  const raised = (shares: readonly number[]): readonly number[] => {
    const sum = shares.reduce((total, share) => total + Math.max(share, 1e-4), 0);
    return shares.map((share) => Math.max(share, 1e-4) / sum);
  };
  const [p, q] = [raised([0.5, 0.5, 0]), raised([250 / 600, 250 / 600, 100 / 600])];
  const expected = q.reduce((sum, share, bin) => sum + (share - (p[bin] ?? 0)) * Math.log(share / (p[bin] ?? 1)), 0);
  expect(found?.value).toBeCloseTo(expected, 12);
  expect(found).toMatchObject({ n: 600, rows: 1_500 });
});

it('fewer than 500 items on a side are grey and raise no alarm; none on the other side is no value', async () => {
  const few = await drift({ items: [...on('2026-03-01', 499, 'a'), ...on('2026-03-24', 600, 'b')] });
  expect(few[0]).toMatchObject({ status: 'low_n', n: 600, caveats: [] });
  expect(few[0]?.value).toBeGreaterThan(1);
  const none = await drift({ items: on('2026-03-24', 600, 'b') });
  expect(none[0]).toMatchObject({ status: 'undefined', value: null, caveats: [{ code: 'no_reference', count: null }] });
});

it('what is no answer of a person to produced work is left out and counted, in the period alone', async () => {
  const over = (change: object): Items => [
    { answers: [{ value_code: 'c', submitted_at: '2026-03-24T12:00:00Z', ...change }] },
    { answers: [{ value_code: 'c', submitted_at: '2026-03-02T12:00:00Z', ...change }] },
  ];
  const items: Items = [
    ...moved,
    ...over({ status: 'skipped', value_code: null }),
    ...over({ is_latest: false }),
    ...over({ annotator_id: 'judge' }),
    ...over({}).map((item) => ({ ...item, purpose: 'gold' as const })),
  ];
  const [found] = await drift({ items, people: [{ annotator_id: 'judge', annotator_kind: 'model' }] });
  expect(found?.value).toBeCloseTo(-0.2 * Math.log(0.6) + 0.2 * Math.log(1.4), 12);
  expect(found?.caveats.filter(({ count }) => count !== null)).toEqual(
    ['auxiliary', 'skipped', 'automatic', 'superseded'].map((code) => ({ code, count: 1 })),
  );
});

it('the rows behind the number are as many as it counts', async () => {
  const db = await opened({ items: moved });
  expect(await db.rowsBehind({ metric: 'label_drift', range: week })).toBe(600);
});

it('tasks are never pooled', async () => {
  const other = moved.map((item) => ({ ...item, task_version_id: 't2' }));
  const tasks = [{}, { task_version_id: 't2', task_id: 'u' }];
  const of = { items: [...moved, ...other], tasks };
  const [whole] = await drift(of);
  expect(whole).toMatchObject({
    status: 'undefined',
    n: 1200,
    rows: 1200,
    caveats: [{ code: 'mixed_scales', count: 2 }],
  });
  const each = await drift(of, { by: ['task'] });
  expect(each.map(({ value }) => value?.toFixed(6))).toEqual(['0.169460', '0.169460']);
});

it('a week of one task has its number where weeks before have several', async () => {
  const before = on('2026-03-10', 100, 'b').map((item) => ({ ...item, task_version_id: 't2' }));
  const [found] = await drift({ items: [...moved, ...before], tasks: [{}, { task_version_id: 't2', task_id: 'u' }] });
  expect(found?.value?.toFixed(6)).toBe('0.169460');
});

it('a new guideline is compared with the one before until it has weeks of its own, and that is said', async () => {
  const tasks = [{}, { task_version_id: 't2', compat_group: 'g2' }];
  const now = on('2026-03-24', 600, 'b').map((item) => ({ ...item, task_version_id: 't2' }));
  const before = [...on('2026-03-01', 300, 'a'), ...on('2026-03-02', 300, 'b')];
  const [fresh] = await drift({ items: [...before, ...now], tasks });
  expect(fresh?.caveats.map(({ code }) => code)).toEqual(['guideline_break', 'drift_act']);
  const own = on('2026-03-17', 500, 'b').map((item) => ({ ...item, task_version_id: 't2' }));
  const [settled] = await drift({ items: [...before, ...own, ...now], tasks });
  expect(settled).toMatchObject({ status: 'ok', value: 0, caveats: [] });
});

const weights = (a: number, b: number): readonly LabelWeight[] =>
  [
    ['a', a],
    ['b', b],
  ].map(([label, items]) => ({
    task: 't',
    question: 'q',
    group: 'g',
    level: 'nominal',
    week: week.from,
    mix: '',
    label: String(label),
    items: Number(items),
  }));

it.each([
  ['small and sure', 100_000, [0.5, 0.45], 'met', []],
  ['large and sure', 1_000, [0.5, 0.3], 'missed', ['drift_watch']],
  ['very large and sure', 1_000, [0.5, 0.1], 'missed', ['drift_act']],
  ['within chance', 1_000, [0.5, 0.5], 'met', []],
  ['too few to say', 400, [0.5, 0.1], 'not_judged', []],
] as const)('an alarm needs size and evidence: %s', (_, items, [before, now], verdict, codes) => {
  const parts = {
    current: weights(items * now, items * (1 - now)),
    reference: weights(items * before, items * (1 - before)),
    answers: items,
    leftOut: {},
  };
  const target = { lower: null, upper: 0.1, validFrom: '2024-01-01' as Day, proposed: true };
  const bucket = { ...week, partial: false, provisional: false };
  const { estimate } = driftEstimate(labelDrift, parts, {
    place: { bucket, isWholeRange: false, days: 7, by: {}, pinned: {} },
    targets: alwaysTarget(target),
    money: { basis: 'service', currency: 'EUR' },
    reading: { scale: null, cut: null },
    beside: null,
  });
  expect(estimate.verdict).toBe(verdict);
  expect(estimate.caveats.map(({ code }) => code)).toEqual(codes);
});

it('large but within chance proves nothing', () => {
  // 26 labels of 500 items: chance alone gives up to 0.15.
  const labels = Array.from({ length: 26 }, (_, index) => index);
  const of = (shift: number): readonly LabelWeight[] =>
    labels.map((index) => ({
      ...weights(1, 1)[0]!,
      label: `l${index}`,
      items: 20 + (index % 2 === 0 ? shift : -shift),
    }));
  const parts = { current: of(3.5), reference: of(0), answers: 520, leftOut: {} };
  const target = { lower: null, upper: 0.02, validFrom: '2024-01-01' as Day, proposed: true };
  const bucket = { ...week, partial: false, provisional: false };
  const context = {
    place: { bucket, isWholeRange: false, days: 7, by: {}, pinned: {} },
    targets: alwaysTarget(target),
    money: { basis: 'service', currency: 'EUR' },
    reading: { scale: null, cut: null },
    beside: null,
  } as const;
  expect(driftEstimate(labelDrift, parts, context).estimate).toMatchObject({ verdict: 'unproven', caveats: [] });
});

it('raises an alarm where label and period go together, though the index is small', async () => {
  const items = [
    ...on('2026-03-01', 300, 'a'),
    ...on('2026-03-02', 300, 'b'),
    ...on('2026-03-24', 228, 'a'),
    ...on('2026-03-25', 372, 'b'),
  ];
  const [found] = await drift({ items });
  // 0.5 to 0.38 of 600 each: an index of 0.059; chi2 17.5, p 0.00003, V 0.117 without bias.
  expect(found?.value).toBeCloseTo(0.0587, 3);
  expect(found?.parts['cramers_v']?.value).toBeCloseTo(0.117, 3);
  expect(found?.caveats).toEqual([{ code: 'drift_shift', count: null }]);
});

it('asks more of a slice that is one of many (Benjamini-Hochberg)', () => {
  const slice = (p: number | null, association: number | null, caveats: Estimate['caveats'] = []): Evaluated => ({
    estimate: { caveats } as Estimate,
    evidence: { kind: 'labels', p, association },
  });
  const alarms = (slices: readonly Evaluated[]) => alarmTogether(slices).map(({ estimate }) => estimate.caveats);
  const shift = [{ code: 'drift_shift', count: null }];
  expect(alarms([slice(0.0009, 0.11)])).toEqual([shift]);
  // Of twelve, 0.0009 is 0.0108; a second one as sure makes both of them 0.0054.
  const others = Array.from({ length: 11 }, () => slice(0.9, 0.01));
  expect(alarms([slice(0.0009, 0.11), ...others])[0]).toEqual([]);
  expect(alarms([slice(0.0009, 0.11), slice(0.0009, 0.12), ...others.slice(1)]).slice(0, 2)).toEqual([shift, shift]);
  // Sure, but small; not known; said already.
  expect(alarms([slice(1e-9, 0.09)])).toEqual([[]]);
  expect(alarms([slice(null, 0.5)])).toEqual([[]]);
  const watch = [{ code: 'drift_watch', count: null }];
  expect(alarms([slice(1e-9, 0.2, watch)])).toEqual([watch]);
});
