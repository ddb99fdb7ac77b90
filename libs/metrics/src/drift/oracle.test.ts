import type { Day, Estimate } from '@assay/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { labelsOf, plainIndex, total } from '../testing/oracle/drift.ts';

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
function labelsIn(items: readonly Item[], [from, to]: readonly [number, number]): ReadonlyMap<string, number> {
  const kept = items.filter((each) => {
    const own = answered(each);
    const last = each.day + Math.max(...own.map(({ later }) => later));
    return each.purpose === 'production' && own.length > 0 && last >= from && last < to;
  });
  return labelsOf(kept.map((each) => answered(each).map(({ label }) => label)));
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
          const [before, now] = [labelsIn(own, [begin - 84, begin]), labelsIn(own, [begin, end])];
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
