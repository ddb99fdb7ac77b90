import type { Day } from '@assay/contract';
import type { AnsweredItems } from '../testing/answered-items.ts';
import type { LabelWeight } from './parts.ts';
import { addDays } from '@assay/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { comparable } from './histograms.ts';
import { movedLabel } from './moved.ts';

const span = { first: '2025-12-01' as Day, last: '2026-03-31' as Day };
const members = new Map([['task', [{ value: 't', label: 't', rows: 1 }]]]);
const known = { span, spans: new Map([['fact_annotation' as const, span]]), members };
const days = { from: '2026-03-23' as Day, to: '2026-03-30' as Day };

type Items = AnsweredItems['items'];
type From = Partial<Pick<Items[number], 'source_kind' | 'locale'>>;
/** So many items with a label, answered on a day; all from one source. */
const on = (day: string, times: number, label: string, from: From): Items =>
  Array.from({ length: times }, () => ({
    ...from,
    answers: [{ value_code: label, submitted_at: `${day}T12:00:00Z` }],
  }));
/** Of `all` items of a source `some` have the label x, the others y. */
const some = (day: string, [x, all]: readonly [number, number], from: From): Items => [
  ...on(day, x, 'x', from),
  ...on(day, all - x, 'y', from),
];

/** Of one task, which is filtered for unless it is said otherwise. */
async function asked(
  items: Items,
  change: Partial<AnsweredItems> = {},
  where = [{ dimension: 'task', values: ['t'] }],
) {
  const db = await GradedWarehouse.open(answeredItems({ items, ...change }));
  onTestFinished(() => db.close());
  const [found] = await db.ask(
    { metrics: ['label_drift'], grain: 'none', range: { kind: 'days', days }, where },
    known,
  );
  return found;
}

const tickets = { source_kind: 'ticket', locale: 'en-US' } as const;
const synthetic = { source_kind: 'synthetic', locale: 'en-US' } as const;
const german = { source_kind: 'ticket', locale: 'de-DE' } as const;
// 80 of 800 and 100 of 200: 18 % have x.
const before = [...some('2026-03-10', [80, 800], tickets), ...some('2026-03-11', [100, 200], synthetic)];

describe('the label that moved most', () => {
  it('moves by the mix alone where sources are other ones and labels within them the same', async () => {
    // 30 of 300 and 150 of 300: 30 %. Mix: (0.5 - 0.8) x 0.1 + (0.5 - 0.2) x 0.5 = 0.12.
    const now = [...some('2026-03-24', [30, 300], tickets), ...some('2026-03-25', [150, 300], synthetic)];
    const found = (await asked([...before, ...now]))?.moved;
    expect(found?.label).toBe('x');
    expect(found?.before).toBeCloseTo(0.18, 12);
    expect(found?.now).toBeCloseTo(0.3, 12);
    expect(found?.mixEffect).toBeCloseTo(0.12, 12);
    expect(found?.rateEffect).toBeCloseTo(0, 12);
  });

  it('moves by labels alone where the mix is the same', async () => {
    // 96 of 480 and 60 of 120: 26 %. Labels: 0.8 x (0.2 - 0.1) = 0.08.
    const now = [...some('2026-03-24', [96, 480], tickets), ...some('2026-03-25', [60, 120], synthetic)];
    const found = (await asked([...before, ...now]))?.moved;
    expect(found?.mixEffect).toBeCloseTo(0, 12);
    expect(found?.rateEffect).toBeCloseTo(0.08, 12);
  });

  it('is told without its causes where several tasks may be asked for', async () => {
    const now = [...some('2026-03-24', [30, 300], tickets), ...some('2026-03-25', [150, 300], synthetic)];
    const found = (await asked([...before, ...now], {}, []))?.moved;
    expect(found?.now).toBeCloseTo(0.3, 12);
    expect(found).toMatchObject({ label: 'x', mixEffect: null, rateEffect: null });
  });

  it('tells languages of one source apart', async () => {
    const earlier = [...some('2026-03-10', [80, 800], tickets), ...some('2026-03-11', [100, 200], german)];
    const now = [...some('2026-03-24', [30, 300], tickets), ...some('2026-03-25', [150, 300], german)];
    const found = (await asked([...earlier, ...now]))?.moved;
    expect(found?.mixEffect).toBeCloseTo(0.12, 12);
  });
});

const reference = Array.from({ length: 12 }, (_, week) => addDays(days.from, -84 + 7 * week));
const weight = (week: Day, label: string, items: number): LabelWeight => ({
  ...{ task: 't', question: 'q', group: 'g', level: 'nominal', mix: '' },
  ...{ week, label, items },
});
const weekOf = (week: Day, x: number): readonly LabelWeight[] => [weight(week, 'x', x), weight(week, 'y', 100 - x)];

function changeAfter(shares: readonly number[], now: number): number | null | undefined {
  const weeks = reference.slice(-shares.length);
  const parts = { reference: weeks.flatMap((week, index) => weekOf(week, shares[index] ?? 0)) };
  const found = comparable({ ...parts, current: weekOf(days.from, now), answers: 100, leftOut: {} }, 500);
  return 'histograms' in found ? movedLabel(found)?.recentChange : undefined;
}

/** Worked out by the recursion of Adams and MacKay written in another language, with log-gamma; it gives the vector of metrics.md. */
describe('a late change of its share', () => {
  const steady = Array.from({ length: 12 }, () => 20);

  it('is unlikely where every week has the same, and likely where the last has double', () => {
    // Prior 0.200250 of 20 pseudo-counts: the weeks vary less than chance.
    expect(changeAfter(steady, 20)).toBeCloseTo(0.07699234, 7);
    expect(changeAfter(steady, 40)).toBeCloseTo(0.9761802788, 7);
  });

  it('counts on weeks that vary by no more than they do', () => {
    // 10 and 30 in turn: variance 0.01 where chance gives 0.0016: worth 18.0687 items.
    const restless = steady.map((share, week) => (week % 2 === 0 ? share - 10 : share + 10));
    expect(changeAfter(restless, 40)).toBeCloseTo(0.9917132257, 7);
  });

  it('is not told of fewer than four weeks before, of which every change is a late one', () => {
    expect(changeAfter([20, 20, 20], 40)).toBeNull();
    expect(changeAfter([20, 20, 20, 20], 40)).toBeGreaterThan(0.9);
  });
});

it('numbers have a largest gap of their distributions, names have none', async () => {
  const scored = (level: 'interval' | 'nominal') => {
    const on2 = (day: string, counts: readonly (readonly [string, number])[]): Items =>
      counts.flatMap(([label, times]) => on(day, times, label, tickets));
    const items = [
      ...on2('2026-03-10', [
        ['2', 500],
        ['9', 300],
        ['10', 200],
      ]),
      ...on2('2026-03-24', [
        ['2', 120],
        ['9', 180],
        ['10', 300],
      ]),
    ];
    return asked(items, { tasks: [{ label_level: level }] });
  };
  // Up to 2: 0.5 and 0.2; up to 9: 0.8 and 0.5. As text 10 would come first: 0.2 and 0.5, then 0.7 and 0.7.
  expect((await scored('interval'))?.parts['largest_gap']?.value).toBeCloseTo(0.3, 12);
  expect((await scored('interval'))?.distribution?.map(({ label }) => label)).toEqual(['2', '9', '10']);
  expect((await scored('nominal'))?.parts['largest_gap']?.value).toBeNull();
});
