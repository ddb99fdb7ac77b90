import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { AnsweredItems } from '../testing/answered-items.ts';
import { expect, it, onTestFinished } from 'vitest';
import { alike, answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

const span = { first: '2026-03-02' as Day, last: '2026-03-31' as Day };
const known = { span, spans: new Map([['fact_annotation' as const, span]]) };
const byPair: Partial<PanelRequest> = { metrics: ['pair_kappa'], by: ['annotator_pair'] };
type Items = AnsweredItems['items'];

async function opened(items: AnsweredItems): Promise<GradedWarehouse> {
  const db = await GradedWarehouse.open(answeredItems(items));
  onTestFinished(() => db.close());
  return db;
}
const asked = async (of: AnsweredItems, request: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> =>
  (await opened(of)).ask({ ...byPair, ...request }, known);

/**
 * 40 items by p0 and p1: 20 times a a, 10 times b b, 6 times a b, 4 times b a. p0 says a 26 times, p1 24 times.
 * Seen 30/40, by chance (26 x 24 + 14 x 16) / 1600 = 0.53; kappa = (0.75 - 0.53) / 0.47.
 */
const forty: Items = [...alike(20, 'a', 'a'), ...alike(10, 'b', 'b'), ...alike(6, 'a', 'b'), ...alike(4, 'b', 'a')];

it('kappa of two people, who of them said what being told apart', async () => {
  const [found, ...others] = await asked({ items: forty });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ by: { annotator_pair: 'p0 and p1' }, status: 'ok', caveats: [] });
  expect(found).toMatchObject({ n: 40, rows: 80, numerator: 30, denominator: 40, interval: 'cohen_kappa' });
  expect(found?.value).toBeCloseTo(0.22 / 0.47, 12);
  expect(found?.parts['percent_agreement']?.value).toBe(0.75);
  // Scott's pi, which does not tell them apart: (0.75 - 0.53125) / 0.46875.
  expect(found?.value).not.toBeCloseTo(0.21875 / 0.46875, 4);
  // Fleiss, Cohen and Everitt: sum of p (w - (r + c)(1 - kappa))^2 less (kappa - pe (1 - kappa))^2, over n (1 - pe)^2,
  // with r = 0.6 and 0.4, c = 0.65 and 0.35, 1 - kappa = 0.531915: (0.215963 - 0.034659) / 8.836.
  expect(found?.lower).toBeCloseTo(0.22 / 0.47 - 1.959964 * Math.sqrt(0.181304 / 8.836), 5);
});

it('three people are three pairs, each of the items that both answered', async () => {
  const items: Items = [
    ...forty,
    ...Array.from({ length: 31 }, (_, index) => ({
      answers: ['p1', 'p2'].map((annotator_id) => ({ annotator_id, value_code: index < 9 ? 'a' : 'b' })),
    })),
    { answers: ['p0', 'p1', 'p2'].map((annotator_id) => ({ annotator_id, value_code: 'a' })) },
  ];
  const db = await opened({ items });
  const found = await db.ask(byPair, known);
  expect(found.map(({ by, n, status }) => [by['annotator_pair'], n, status]).sort()).toEqual([
    ['p0 and p1', 41, 'ok'],
    ['p0 and p2', 1, 'low_n'],
    ['p1 and p2', 32, 'ok'],
  ]);
  expect(found.find(({ n }) => n === 32)?.value).toBe(1);
  // Together they are no pair.
  const [all] = await db.ask({ metrics: ['pair_kappa'] }, known);
  expect(all).toMatchObject({ status: 'undefined', value: null, n: 74, rows: 148 });
  expect(all?.caveats).toEqual([{ code: 'several_pairs', count: null }]);
  const members = new Map([['annotator_pair', [{ value: 'p1 and p2', label: 'p1 and p2', rows: 32 }]]]);
  const where = [{ dimension: 'annotator_pair', values: ['p1 and p2'] }];
  expect((await db.ask({ metrics: ['pair_kappa'], where }, { ...known, members }))[0]).toMatchObject({
    n: 32,
    value: 1,
  });
  const range = { from: '2026-03-02' as Day, to: '2026-03-03' as Day };
  expect(await db.rowsBehind({ metric: 'pair_kappa', range, where })).toBe(64);
});

it('is shown from 30 items that both answered, and not where all was said to be the same', async () => {
  const [few] = await asked({ items: [...alike(14, 'a', 'a'), ...alike(15, 'b', 'b')] });
  expect(few).toMatchObject({ status: 'low_n', value: null, n: 29 });
  expect(few?.parts['percent_agreement']?.value).toBeNull();
  const [same] = await asked({ items: alike(30, 'a', 'a') });
  expect(same).toMatchObject({
    status: 'undefined',
    value: null,
    n: 30,
    caveats: [{ code: 'no_variation', count: null }],
  });
  expect(await asked({ items: [] })).toEqual([]);
});

it('counts what two people said independently of produced items, once an item', async () => {
  const answered = (over: object) => [{ value_code: 'a' }, { value_code: 'b', ...over }];
  const items: Items = [
    ...forty,
    { purpose: 'gold', answers: answered({}) },
    { is_duplicate: true, answers: answered({}) },
    ...[{ status: 'skipped' as const, value_code: null }, { stage: 'rework' as const }, { is_latest: false }].map(
      (over) => ({ answers: answered(over) }),
    ),
    { answers: answered({ annotator_id: 'judge' }) },
    { answers: answered({ annotator_id: 'p0' }) },
    { answers: answered({ is_test: true }) },
  ];
  const people = [{ annotator_id: 'judge', annotator_kind: 'model' as const }];
  const [found, ...others] = await asked({ items, people });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ n: 40, rows: 80 });
  expect(found?.caveats).toEqual([
    { code: 'auxiliary', count: 2 },
    { code: 'duplicates', count: 2 },
  ]);
});

/** 30 items: ten each of 1 1 and 4 4, five of 1 2, five of 4 1. */
const ranks: Items = [
  ...['11', '44'].flatMap((pair) => Array.from({ length: 10 }, () => pair)),
  ...['12', '41'].flatMap((pair) => Array.from({ length: 5 }, () => pair)),
].map((pair) => ({ answers: [...pair].map((digit) => ({ value_num: Number(digit) })) }));

// First 1 15 times and 4 15 times; second 1 15 times, 2 five, 4 ten. Distances by chance, over 30: of the first's 1 to
// 2 and 4, of its 4 to 1 and 2. Nobody said 3, which is a step from 2 to 4 all the same.
it.each([
  ['nominal', 1 - 10 / ((15 * (5 + 10) + 15 * (15 + 5)) / 30)],
  ['ordinal', 1 - (5 * 1 + 5 * 3) / ((15 * (5 * 1 + 10 * 3) + 15 * (15 * 3 + 5 * 2)) / 30)],
  ['interval', 1 - (5 * 1 + 5 * 9) / ((15 * (5 * 1 + 10 * 9) + 15 * (15 * 9 + 5 * 4)) / 30)],
] as const)('weighs by the level of the label: %s', async (label_level, kappa) => {
  const [found] = await asked({ items: ranks, tasks: [{ label_level }] });
  expect(found?.value).toBeCloseTo(kappa, 12);
});

it('in two where it is asked so', async () => {
  // Below 2: ten 1 1, ten 4 4, five 1 2 and five 4 1: seen 20/30, by chance (15 x 15 + 15 x 15) / 900.
  const params = { gradeBasis: 'best' as const, answerCut: 2 };
  const [found] = await asked({ items: ranks, tasks: [{ label_level: 'ordinal' }] }, { params });
  expect(found?.value).toBeCloseTo((20 / 30 - 0.5) / 0.5, 12);
});

it('an item lies in the week of its last independent answer', async () => {
  const at = (day: string) => `2026-03-${day}T12:00:00Z`;
  const items = forty.map(({ answers: [one = {}, two = {}] }) => ({
    created_at: at('01'),
    last_submitted_at: at('10'),
    answers: [
      { ...one, submitted_at: at('03') },
      { ...two, submitted_at: at('10') },
    ],
  }));
  const db = await opened({ items });
  const reach = new Map([
    ['fact_work_item.last_submitted_at', 9 * 86_400],
    ['fact_work_item.accepted_at', 0],
    ['fact_work_item.rejected_at', 0],
  ]);
  const week = async (from: string, to: string) =>
    db.ask(
      { ...byPair, range: { kind: 'days', days: { from: `2026-03-${from}` as Day, to: `2026-03-${to}` as Day } } },
      { ...known, reach },
    );
  expect(await week('02', '09')).toEqual([]);
  expect((await week('09', '16'))[0]).toMatchObject({ n: 40, status: 'ok' });
});
