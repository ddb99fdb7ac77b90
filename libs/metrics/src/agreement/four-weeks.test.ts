import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { AnsweredItems } from '../testing/answered-items.ts';
import { expect, it, onTestFinished } from 'vitest';
import { alike, answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

const span = { first: '2026-01-05' as Day, last: '2026-03-31' as Day };
const known = { span, spans: new Map([['fact_annotation' as const, span]]) };
const days = (from: string, to: string): PanelRequest['range'] => ({
  kind: 'days',
  days: { from: from as Day, to: to as Day },
});
const lastWeek = days('2026-03-23', '2026-03-30');

type Items = AnsweredItems['items'];
/** Items answered with these labels on a day. */
const on = (day: string, times: number, ...labels: readonly string[]): Items =>
  alike(times, ...labels).map(({ answers }) => ({
    answers: answers.map((answer) => ({ ...answer, submitted_at: `${day}T12:00:00Z` })),
  }));

async function opened(of: AnsweredItems): Promise<GradedWarehouse> {
  const db = await GradedWarehouse.open(answeredItems(of));
  onTestFinished(() => db.close());
  return db;
}
const asked = async (items: Items, request: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> =>
  (await opened({ items })).ask({ metrics: ['iaa_alpha'], grain: 'week', range: lastWeek, ...request }, known);
const codes = ({ caveats }: Estimate) => caveats.map(({ code }) => code);

/** The sixty items of alpha 0.66 (see iaa-alpha.test.ts) over four weeks, with one of the week before them. */
const sixty: Items = [
  ...on('2026-03-01', 1, 'a', 'b'),
  ...on('2026-03-02', 10, 'a', 'b'),
  ...on('2026-03-09', 20, 'b', 'b'),
  ...on('2026-03-29', 30, 'a', 'a'),
];

it('a week with too little is of the four weeks that end with it, and says so', async () => {
  const db = await opened({ items: sixty });
  const [found] = await db.ask({ metrics: ['iaa_alpha'], grain: 'week', range: lastWeek }, known);
  expect(found?.value).toBeCloseTo(0.66, 12);
  expect(found).toMatchObject({ status: 'ok', n: 60, rows: 120, bucket: '2026-03-23' });
  expect(found?.caveats).toEqual([{ code: 'four_weeks', count: null }]);
  expect(found?.range).toEqual({ from: '2026-03-02', to: '2026-03-30' });
  // Those are the rows that a reader sees behind it.
  if (found) expect(await db.rowsBehind({ metric: 'iaa_alpha', range: found.range })).toBe(120);
});

it('a week that has enough is of itself, and so are other periods', async () => {
  const enough = [
    ...on('2026-03-09', 30, 'b', 'b'),
    ...on('2026-03-24', 30, 'a', 'a'),
    ...on('2026-03-24', 30, 'b', 'b'),
  ];
  const [found] = await asked(enough);
  expect(found).toMatchObject({ n: 60, value: 1, caveats: [], range: { from: '2026-03-23', to: '2026-03-30' } });
  const [month] = await asked(sixty, { grain: 'month', range: days('2026-03-23', '2026-03-30') });
  expect(month).toMatchObject({ status: 'undefined', n: 30 });
});

it('a week without items has no number, even where the weeks before it have enough', async () => {
  // Nobody else answered it.
  const [found] = await asked([...sixty, ...on('2026-03-31', 1, 'a')], { range: days('2026-03-30', '2026-04-06') });
  expect(found).toMatchObject({ status: 'no_data', n: 0, value: null, caveats: [{ code: 'single', count: 1 }] });
});

it('a week whose four weeks have too little is of itself', async () => {
  const weeks = await asked([...sixty.slice(0, -30), ...on('2026-03-29', 5, 'a', 'a')], {
    range: days('2026-03-16', '2026-03-30'),
  });
  expect(weeks.map(({ status, n, value, caveats }) => [status, n, value, caveats.length])).toEqual([
    ['no_data', 0, null, 0],
    // All five are alike.
    ['undefined', 5, null, 1],
  ]);
  const [few] = await asked([...on('2026-03-24', 30, 'a', 'a'), ...on('2026-03-24', 10, 'a', 'b')]);
  expect(few).toMatchObject({ status: 'low_n', n: 40, value: null, range: { from: '2026-03-23' } });
});

it('weeks under other guidelines do not help', async () => {
  const tasks = [{}, { task_version_id: 't2', compat_group: 'g2' }];
  const items = sixty.map((item, index) => (index < 5 ? { ...item, task_version_id: 't2' } : item));
  const db = await opened({ items, tasks });
  const [found] = await db.ask({ metrics: ['iaa_alpha'], grain: 'week', range: lastWeek }, known);
  expect(found).toMatchObject({ status: 'undefined', n: 30, value: null });
});

it('a week whose beginning was not asked for is of the days that were', async () => {
  const [found] = await asked(sixty, { range: days('2026-03-24', '2026-03-30') });
  expect(found).toMatchObject({ n: 30, value: null });
});

it('numbers that share weeks are not compared, and those that do not are', async () => {
  const more = [
    ...on('2026-02-02', 40, 'b', 'b'),
    ...on('2026-02-23', 20, 'a', 'a'),
    ...on('2026-03-16', 40, 'a', 'b'),
  ];
  const [near] = await asked([...sixty, ...more], { compare: { kind: 'previous' } });
  expect(near && codes(near)).toEqual(['four_weeks', 'shared_days']);
  expect(near?.change).toMatchObject({
    ...{ difference: null, p: null, verdict: 'too_little_data' },
    comparedRange: { from: '2026-02-23', to: '2026-03-23' },
  });
  const far = await asked([...sixty, ...more], {
    range: days('2026-03-02', '2026-03-30'),
    compare: { kind: 'previous' },
  });
  const last = far.at(-1);
  expect(last && codes(last)).toEqual(['four_weeks']);
  // The week of 23 February, of the four that end with it.
  expect(last?.change?.comparedRange).toEqual({ from: '2026-02-02', to: '2026-03-02' });
  expect(last?.change?.difference).not.toBeNull();
});
