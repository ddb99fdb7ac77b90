import type { Day, Estimate } from '@assay/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

const item = fc.record({
  purpose: fc.constantFrom<'production' | 'gold'>('production', 'production', 'production', 'gold'),
  vendor: fc.constantFrom('v1', 'v2'),
  day: fc.integer({ min: 0, max: 125 }),
  answers: fc.array(
    fc.record({
      label: fc.constantFrom('a', 'a', 'b', 'c|d'),
      later: fc.nat({ max: 3 }),
      status: fc.constantFrom<'submitted' | 'skipped'>('submitted', 'submitted', 'submitted', 'skipped'),
      is_latest: fc.constantFrom(true, true, true, false),
    }),
    { maxLength: 4 },
  ),
});
type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

/** A Monday; days count from it. */
const first = Date.parse('2025-12-01T00:00:00Z');
const dayOf = (number: number): Day => new Date(first + number * 86_400_000).toISOString().slice(0, 10) as Day;
const answered = ({ answers }: Item): Item['answers'] =>
  answers.filter(({ status, is_latest }) => status === 'submitted' && is_latest);

/** Items by label from one day to another, in plain steps. */
function labelsOf(items: readonly Item[], [from, to]: readonly [number, number]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of items) {
    const own = answered(each);
    const last = each.day + Math.max(...own.map(({ later }) => later));
    if (each.purpose !== 'production' || own.length === 0 || last < from || last >= to) continue;
    const votes = [...Map.groupBy(own, ({ label }) => label)].map(([label, list]) => ({ label, votes: list.length }));
    const most = Math.max(...votes.map((vote) => vote.votes));
    const winners = votes.filter((vote) => vote.votes === most);
    for (const { label } of winners) sums.set(label, (sums.get(label) ?? 0) + 1 / winners.length);
  }
  return sums;
}

const total = (sums: ReadonlyMap<string, number>): number => [...sums.values()].reduce((sum, each) => sum + each, 0);

/** Siddiqi's index from its definition, shares of 0 raised to 0.0001. */
function plainIndex(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  const labels = [...new Set([...before.keys(), ...now.keys()])];
  const shares = (of: ReadonlyMap<string, number>): readonly number[] =>
    labels.map((label) => (of.get(label) ?? 0) / total(of));
  const both = [shares(before), shares(now)];
  const isRaised = both.flat().includes(0);
  const [p = [], q = []] = both.map((list) => {
    const raised = list.map((share) => (isRaised ? Math.max(share, 1e-4) : share));
    const sum = raised.reduce((all, share) => all + share, 0);
    return raised.map((share) => share / sum);
  });
  return q.reduce((sum, share, bin) => sum + (share - (p[bin] ?? 0)) * Math.log(share / (p[bin] ?? 1)), 0);
}

async function asked(
  items: readonly Item[],
  grain: 'day' | 'week' | 'none',
  from: number,
): Promise<readonly Estimate[]> {
  const rows = answeredItems({
    items: items.map(({ purpose, vendor, day, answers }) => ({
      purpose,
      vendor_id: vendor,
      answers: answers.map(({ label, later, ...rest }) => ({
        ...rest,
        value_code: label,
        submitted_at: `${dayOf(day + later)}T08:00:00Z`,
      })),
    })),
  });
  const db = await GradedWarehouse.open(rows);
  const span = { first: dayOf(0), last: dayOf(130) };
  const days = { from: dayOf(from), to: dayOf(from + 14) };
  try {
    return await db.ask(
      { metrics: ['label_drift'], grain, by: ['vendor'], range: { kind: 'days', days } },
      { span, spans: new Map([['fact_annotation', span]]) },
    );
  } finally {
    await db.close();
  }
}

it('says what plain steps say, whatever the answers, by vendor, in days, weeks and ranges of any beginning', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 100, maxLength: 300 }),
      fc.constantFrom<'day' | 'week' | 'none'>('day', 'week', 'none'),
      fc.integer({ min: 85, max: 105 }),
      async (items, grain, start) => {
        const from = grain === 'week' ? start - (start % 7) : start;
        for (const { by, range, n, value, status } of await asked(items, grain, from)) {
          const own = items.filter(({ vendor }) => vendor === by['vendor']);
          const begin = Math.round((Date.parse(range.from) - first) / 86_400_000);
          const end = Math.round((Date.parse(range.to) - first) / 86_400_000);
          const [before, now] = [labelsOf(own, [begin - 84, begin]), labelsOf(own, [begin, end])];
          expect(n).toBe(Math.round(total(now)));
          if (total(now) === 0) expect(status).toBe('no_data');
          else if (total(before) === 0) expect(status).toBe('undefined');
          else expect(value).toBeCloseTo(plainIndex(before, now), 9);
        }
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);
