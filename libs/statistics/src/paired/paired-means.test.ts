import { describe, expect, it } from 'vitest';
import { pairedMeans } from './paired-means.ts';

describe('paired_means', () => {
  it('is the t test of the differences', () => {
    // Differences 1, 2, 3: t = 2 sqrt(3) with 2 df, of which p = 1 - t / sqrt(2 + t^2); t_0.975 = 4.302652730.
    const { meanDiff, sd, t, p, lower, upper } = pairedMeans({ baseline: [5, 5, 5], candidate: [6, 7, 8] });
    expect([meanDiff, sd]).toEqual([2, 1]);
    expect(t).toBeCloseTo(2 * Math.sqrt(3), 12);
    expect(p).toBeCloseTo(1 - (2 * Math.sqrt(3)) / Math.sqrt(14), 12);
    expect(lower).toBeCloseTo(2 - 4.30265273 / Math.sqrt(3), 8);
    expect(upper).toBeCloseTo(2 + 4.30265273 / Math.sqrt(3), 8);
  });

  it('takes 0.3 - 0.2 and 0.2 - 0.1 for the same', () => {
    const { sd, p, wilcoxonP } = pairedMeans({ baseline: [0.2, 0.1], candidate: [0.3, 0.2] });
    expect({ sd, p, wilcoxonP }).toEqual({ sd: 0, p: null, wilcoxonP: null });
  });

  it('knows the mean of one pair and no more, and nothing of pairs that are none', () => {
    expect(pairedMeans({ baseline: [1], candidate: [3] })).toMatchObject({ meanDiff: 2, sd: null, lower: null });
    expect(pairedMeans({ baseline: [1, 2], candidate: [3] }).meanDiff).toBeNull();
    expect(pairedMeans({ baseline: [], candidate: [] }).meanDiff).toBeNull();
    expect(pairedMeans({ baseline: [1, NaN], candidate: [1, 2] }).meanDiff).toBeNull();
  });
});
