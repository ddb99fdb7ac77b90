import { describe, expect, it } from 'vitest';
import { correlation } from './correlation.ts';
import { midRanks } from './mid-ranks.ts';
import { olsSlope } from './ols-slope.ts';

describe('midRanks', () => {
  it('gives equal values the mean of their ranks', () => {
    const { ranks, ties } = midRanks([30, 10, 30, 20]);
    expect(ranks).toEqual([3.5, 1, 3.5, 2]);
    expect([...ties].sort()).toEqual([1, 1, 2]);
    expect(midRanks([])).toEqual({ ranks: [], ties: [] });
  });
});

describe('correlation', () => {
  it('is 1 for ranks of anything that rises, and of values only for a straight line', () => {
    const { spearman, pearson } = correlation({ x: [1, 2, 3, 4], y: [1, 2, 4, 8] });
    expect(spearman).toBe(1);
    // Products about the means 11.5, squares 5 and 28.75.
    expect(pearson).toBeCloseTo(11.5 / Math.sqrt(5 * 28.75), 12);
    expect(correlation({ x: [1, 2, 3, 4], y: [5, 3, 1, -1] })).toMatchObject({ pearson: -1, pearsonLower: -1, pearsonUpper: -1 }); // prettier-ignore
  });

  it('has Fisher’s limits from four points on', () => {
    const { pearson, pearsonLower, pearsonUpper } = correlation({ x: [1, 2, 3, 4, 5], y: [2, 1, 4, 3, 5] });
    expect(pearson).toBeCloseTo(0.8, 12);
    expect(pearsonLower).toBeCloseTo(Math.tanh(Math.atanh(0.8) - 1.95996398454 / Math.SQRT2), 9);
    expect(pearsonUpper).toBeCloseTo(Math.tanh(Math.atanh(0.8) + 1.95996398454 / Math.SQRT2), 9);
    expect(correlation({ x: [1, 2, 3], y: [1, 3, 2] }).pearsonLower).toBeNull();
  });

  it('is unknown where one side is constant or shorter', () => {
    expect(correlation({ x: [1, 2], y: [0.1, 0.1] }).pearson).toBeNull();
    expect(correlation({ x: [1, 2], y: [1] }).spearman).toBeNull();
  });
});

describe('ols_slope', () => {
  it('is worked out by hand', () => {
    // Products about the means 9, squares of x 10.
    const { slope, intercept, se, r2, lower } = olsSlope({ x: [1, 2, 3, 4, 5], y: [1, 2, 3, 5, 4] });
    expect(slope).toBeCloseTo(0.9, 12);
    expect(intercept).toBeCloseTo(0.3, 12);
    // y about the fit: -0.2, -0.1, 0, 1.1, -0.8: squares 1.9.
    expect(se).toBeCloseTo(Math.sqrt(1.9 / 3 / 10), 12);
    expect(r2).toBeCloseTo(1 - 1.9 / 10, 12);
    expect(lower).toBeCloseTo(0.9 - 3.18244630528 * Math.sqrt(1.9 / 30), 8);
  });

  it('knows no spread of two points, and no slope where all x are equal', () => {
    expect(olsSlope({ x: [1, 3], y: [2, 6] })).toMatchObject({ slope: 2, intercept: 0, se: null, r2: 1 });
    expect(olsSlope({ x: [1, 1, 1], y: [1, 2, 3] }).slope).toBeNull();
  });
});
