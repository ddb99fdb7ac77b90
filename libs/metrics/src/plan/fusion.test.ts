import type { Day, DimensionFilter, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { Known } from './known.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

/** Six weeks of made-up outputs from a fixed formula: two models, three workflows, clusters of uneven size. */
const start = Date.parse('2026-03-02T00:00:00Z');
const rows = Array.from({ length: 600 }, (_, index) => {
  const hash = (index * 2_654_435_761) % 4_294_967_296;
  return {
    output_id: `o${index}`,
    day: index % 42,
    model: hash % 3 === 0 ? 'm1' : 'm2',
    workflow: ['code', 'search', 'support'][(hash % 7) % 3] as string,
    session: `s${Math.floor(index / (2 + (hash % 4)))}`,
    requestClass: hash % 11 === 0 ? 'should_refuse' : 'should_comply',
    level: (['none', 'none', 'none', 'partial', 'full'] as const)[hash % 5] as 'none' | 'partial' | 'full',
  } as const;
});
const instant = (day: number): string => new Date(start + day * 86_400_000 + 3_600_000).toISOString();
const dayText = (day: number): Day => instant(day).slice(0, 10) as Day;

const members = (values: readonly string[]): readonly DimensionMember[] =>
  values.map((value) => ({ value, label: value, rows: 1 }));
const known: Partial<Known> = {
  span: { first: dayText(0), last: dayText(41) },
  members: new Map([
    ['model_version', members(['m1', 'm2'])],
    ['workflow', members(['code', 'search', 'support'])],
  ]),
};

let db: GradedWarehouse;
beforeAll(async () => {
  db = await GradedWarehouse.open({
    fact_output: rows.map((row) => ({
      output_id: row.output_id,
      produced_at: instant(row.day),
      model_version_id: row.model,
      workflow_id: row.workflow,
      session_key: row.session,
      request_class: row.requestClass,
    })),
    fact_grade: rows.map((row) => ({
      output_id: row.output_id,
      produced_at: instant(row.day),
      grader_id: 'h1',
      refusal_level: row.level,
      is_defect: row.level !== 'none',
    })),
  });
});
afterAll(() => db.close());

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 42 }))
  .map(([from, length]) => ({ kind: 'days' as const, days: { from: dayText(from), to: dayText(from + length) } }));
const dimensions = ['model_version', 'workflow'] as const;
const filters: fc.Arbitrary<readonly DimensionFilter[]> = fc.constantFrom<readonly DimensionFilter[]>(
  [],
  [{ dimension: 'model_version', values: ['m1'] }],
  [{ dimension: 'workflow', values: ['code', 'search'] }],
  [
    { dimension: 'workflow', values: ['support'] },
    { dimension: 'model_version', values: ['m2'] },
  ],
);
const request: fc.Arbitrary<Partial<PanelRequest>> = fc.record({
  metrics: fc.constantFrom(['over_refusal_rate'], ['under_refusal_rate'], ['over_refusal_rate', 'under_refusal_rate']),
  grain: fc.constantFrom('none', 'day', 'week', 'month'),
  range,
  by: fc.subarray([...dimensions]),
  where: filters,
  compare: fc.constantFrom(
    null,
    { kind: 'previous' as const },
    { kind: 'value' as const, dimension: 'model_version', value: 'm1' },
  ),
});

const numbers = (estimates: readonly Estimate[]): unknown =>
  // The adjustment of p depends on what is asked together; everything else must not.
  estimates.map(({ change, ...rest }) => ({
    ...rest,
    change: change && { ...change, pAdjusted: null, looks: null, verdict: null },
  }));

describe('fused plans', () => {
  it('give each request the answer it has alone, from one statement', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 5 }), async (requests) => {
        const together = await db.askTogether(requests, known);
        expect(together.statements).toBe(1);
        for (const [index, one] of requests.entries()) {
          const alone = await db.ask(one, known);
          expect(numbers(together.answers[index] ?? [])).toEqual(numbers(alone));
        }
      }),
      { numRuns: 25, seed: 7 },
    );
  }, 60_000);

  it('add up over any split', async () => {
    await fc.assert(
      fc.asyncProperty(range, fc.constantFrom(...dimensions), async (days, by) => {
        const [whole] = await db.ask({ range: days }, known);
        const slices = await db.ask({ range: days, by: [by] }, known);
        expect(slices.reduce((sum, { n }) => sum + n, 0)).toBe(whole?.n);
        expect(slices.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(whole?.numerator);
      }),
      { numRuns: 15, seed: 13 },
    );
  }, 60_000);
});
