import type { Estimate } from '@assay/contract';
import type { Evaluated } from './number.ts';
import { normalQuantile } from '@assay/statistics';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../registry.ts';
import { adjustTogether, changeOf } from './change.ts';

const metric = metricOf('over_refusal_rate');
const share = (value: number | null, n: number, effectiveN: number | null = n): Evaluated =>
  ({
    estimate: { value, n, range: { from: '2026-01-05', to: '2026-01-12' } } as Estimate,
    evidence: { kind: 'share', effectiveN },
  }) as const;

describe('a change', () => {
  it('has the interval of Newcombe and the p of chi-square', () => {
    // 38 of 900 against 61 of 910: the published vectors newcombe_diff/07 and two_proportion_test/01.
    const { change } = changeOf(metric, { current: share(38 / 900, 900), compared: share(61 / 910, 910) });
    expect(change.difference).toBeCloseTo(-0.0248107448107, 10);
    expect(change.lower).toBeCloseTo(-0.0461831808367, 10);
    expect(change.upper).toBeCloseTo(-0.00380727278372, 10);
    expect(change.p).toBeCloseTo(0.0202858927072, 10);
  });

  it('is as uncertain as the spread between clusters', () => {
    const [now, before] = [share(38 / 900, 900), share(61 / 910, 910)];
    const of = (clusters: number) =>
      changeOf(metric, {
        current: { ...now, evidence: { kind: 'share', effectiveN: 900, clusters } },
        compared: { ...before, evidence: { kind: 'share', effectiveN: 910, clusters } },
      }).change.p;
    // Student's law of two degrees of freedom has a closed form; z of 0.0202858927072 is 2.3210.
    const z = normalQuantile(1 - 0.0202858927072 / 2) ?? NaN;
    expect(z).toBeCloseTo(2.321, 4);
    expect(of(2)).toBeCloseTo(1 - z / Math.sqrt(2 + z * z), 9);
    expect(of(1_000_000)).toBeCloseTo(0.0202858927072, 6);
  });

  it.each([
    ['either side has no value', share(null, 4), share(0.1, 100)],
    ['either side is below the full minimum', share(0.1, 29), share(0.1, 100)],
    ['clusters are too few to judge', share(0.1, 300, null), share(0.1, 100)],
  ])('says too little data where %s', (_, current, compared) => {
    expect(changeOf(metric, { current, compared }).change).toMatchObject({ p: null, verdict: 'too_little_data' });
  });

  it('is judged together with all others that were looked at', () => {
    const real = changeOf(metric, { current: share(38 / 900, 900), compared: share(61 / 910, 910) });
    expect(adjustTogether([real])[0]).toMatchObject({ verdict: 'better' });
    // The same change among ten looks: Holm's p is ten times as large, 0.20.
    const none = changeOf(metric, { current: share(0.05, 900), compared: share(0.05, 910) });
    const among = adjustTogether([real, ...Array.from({ length: 9 }, () => none)]);
    expect(among[0]?.pAdjusted).toBeCloseTo(0.202858927072, 9);
    expect(among[0]?.verdict).toBe('no_clear_change');
  });

  it('is worse upwards for a band judged on its upper edge', () => {
    const up = changeOf(metric, { current: share(0.1, 2000), compared: share(0.04, 2000) });
    const few = changeOf(metric, { current: share(null, 2), compared: share(0.04, 2000) });
    expect(adjustTogether([few, up]).map(({ verdict }) => verdict)).toEqual(['too_little_data', 'worse']);
  });
});
