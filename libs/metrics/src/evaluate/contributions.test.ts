import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;

/** Outputs of one workflow in one week, so many of them refused. */
function outputs(workflow: string, week: 'before' | 'now', [refused, n]: readonly [number, number]) {
  const ids = Array.from({ length: n }, (_, index) => `${workflow} ${week} ${index}`);
  return {
    fact_output: ids.map((id): Partial<Row<'fact_output'>> => ({
      ...{ output_id: id, session_key: id, workflow_id: workflow },
      produced_at: week === 'now' ? '2026-03-11T12:00:00Z' : '2026-03-04T12:00:00Z',
    })),
    fact_grade: ids.map((id, index): Partial<Row<'fact_grade'>> => ({
      ...{ output_id: id, grader_id: 'h1', refusal_level: index < refused ? 'full' : 'none' },
      is_defect: index < refused,
      produced_at: week === 'now' ? '2026-03-11T12:00:00Z' : '2026-03-04T12:00:00Z',
    })),
  };
}

async function ask(change: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> {
  const all = [
    outputs('a', 'before', [5, 50]),
    outputs('b', 'before', [20, 40]),
    outputs('gone', 'before', [1, 10]),
    outputs('a', 'now', [4, 40]),
    outputs('b', 'now', [36, 60]),
  ];
  open = await GradedWarehouse.open({
    fact_output: all.flatMap(({ fact_output: rows }) => rows),
    fact_grade: all.flatMap(({ fact_grade: rows }) => rows),
  });
  return open.ask({
    metrics: ['over_refusal_rate'],
    by: ['workflow'],
    range: { kind: 'days', days: { from: day('2026-03-09'), to: day('2026-03-16') } },
    compare: { kind: 'previous' },
    ...change,
  });
}

const about = (value: number): number => expect.closeTo(value, 12) as number;

describe('what a slice adds to the change of all', () => {
  it('is another share of the rows, and another rate within them', async () => {
    // Shares of rows 0.5, 0.4, 0.1 before and 0.4, 0.6, 0 now; rates 0.1, 0.5, 0.1 before and 0.1, 0.6 now: 26 % to 40 %.
    // Mix: a -0.1 * 0.1, b 0.2 * 0.55, gone -0.1 * 0.1, together 0.09. Rate: b 0.1 * 0.5.
    const whole = { difference: about(0.14), mixEffect: about(0.09), rateEffect: about(0.05) };
    const found = (await ask()).map(({ by, change }) => [by['workflow'], change?.contribution]);
    expect(Object.fromEntries(found)).toEqual({
      a: { mixEffect: about(-0.01), rateEffect: about(0), whole },
      b: { mixEffect: about(0.11), rateEffect: about(0.05), whole },
    });
  });

  it('is not told of what is not split, nor of several splits at once', async () => {
    const [all] = await ask({ by: [] });
    expect(all?.change?.difference).toBeCloseTo(0.14, 12);
    expect(all?.change?.contribution).toBeUndefined();
    await open?.close();
    const two = await ask({ by: ['workflow', 'model_version'] });
    expect(two.map(({ change }) => change?.contribution)).toEqual([undefined, undefined]);
  });
});
