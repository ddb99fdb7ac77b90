import type { LimitStretch, PanelRequest } from '@assay/contract';
import type { AskedSample } from './testing/asked-sample.ts';
import { addDays } from '@assay/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedSample, only } from './testing/asked-sample.ts';

/** What docs/sample.md says was planted, found as changes of level in the weeks of the year. */
let sample: AskedSample;
beforeAll(async () => (sample = await askedSample()), 120_000);
afterAll(() => sample.close());

const production = only('environment', 'production');

async function stretchesOf(change: Partial<PanelRequest>): Promise<readonly LimitStretch[]> {
  const { limits } = await sample.answer({ grain: 'week', limits: true, ...change });
  return limits?.[0]?.stretches ?? [];
}

describe('how series of the sample usually run', () => {
  it('is not said where nobody asks', async () => {
    expect(
      await sample.answer({ metrics: ['over_refusal_rate'], grain: 'week', where: [production] }),
    ).not.toHaveProperty('limits');
  });

  it('finds the release that doubled over-refusal of tutoring in week 13, and the one that repaired it in week 24', async () => {
    const tutoring = [production, only('workflow', 'tutoring')];
    const [stretch] = await stretchesOf({ metrics: ['over_refusal_rate'], where: tutoring });
    const [up, down] = stretch?.changes ?? [];
    expect(stretch?.changes).toHaveLength(2);
    // With some twenty answers a week the first can be seen within a week of where it is.
    expect([12, 13, 14].map(sample.weekStart)).toContain(up?.bucket);
    expect([23, 24, 25].map(sample.weekStart)).toContain(down?.bucket);
    expect((up?.after ?? 0) / (up?.before ?? 1)).toBeGreaterThan(1.7);
    expect((down?.after ?? 1) / (down?.before ?? 0)).toBeLessThan(0.5);
  });

  it('finds the retrieval upgrade of week 30 in hallucination of search, and no other change', async () => {
    const search = [production, only('workflow', 'search')];
    const [stretch] = await stretchesOf({ metrics: ['hallucination_rate'], where: search });
    expect(stretch?.changes.map(({ bucket }) => bucket)).toEqual([sample.weekStart(30)]);
  });

  it('starts anew where the taxonomy changed', async () => {
    const { limits, breaks, buckets } = await sample.answer({
      metrics: ['failure_mode_rate'],
      grain: 'week',
      where: [production],
      limits: true,
    });
    const stretches = limits?.[0]?.stretches ?? [];
    expect(stretches.map(({ range }) => range.from)).toEqual([buckets[0]?.from, breaks[0]?.day]);
  });

  it('is of a month too short a history', async () => {
    const from = sample.weekStart(40);
    const [stretch] = await stretchesOf({
      metrics: ['over_refusal_rate'],
      where: [production],
      range: { kind: 'days', days: { from, to: addDays(from, 28) } },
    });
    expect(stretch).toMatchObject({ method: null, reason: 'too_few_periods' });
  });
});
