import { describe, expect, it } from 'vitest';
import { cusum } from './cusum.ts';
import { poissonCusum } from './poisson-cusum.ts';

describe('cusum', () => {
  it('gathers what is more than half a sigma off, and starts again at 0', () => {
    // In sigmas 1.5, 2.5, -0.5, -3: above 1, 3, 2, 0; below 0, 0, 0, 2.5.
    const { upper, lower, firstUpper, firstLower } = cusum({ x: [13, 15, 9, 4], target: 10, sigma: 2, h: 2.9 });
    expect(upper).toEqual([1, 3, 2, 0]);
    expect(lower).toEqual([0, 0, 0, 2.5]);
    expect([firstUpper, firstLower]).toEqual([2, null]);
  });

  it('signals past its limit, not at it', () => {
    expect(cusum({ x: [3.5], target: 0, sigma: 1, h: 3 }).firstUpper).toBeNull();
    expect(cusum({ x: [3.5, 0.6], target: 0, sigma: 1, h: 3 }).firstUpper).toBe(2);
  });

  it('has nothing to say without spread', () => {
    expect(cusum({ x: [1], target: 0, sigma: 0 })).toEqual({
      upper: [],
      lower: [],
      firstUpper: null,
      firstLower: null,
    });
  });
});

describe('poisson_cusum', () => {
  it('gathers counts above the rate between good and bad, and signals at its limit', () => {
    // (e - 1) / ln e = e - 1 from 1 to e.
    const { k, s, firstSignal } = poissonCusum({
      counts: [1, 3, 3],
      inControl: 1,
      outOfControl: Math.E,
      h: 2 * (4 - Math.E),
    });
    expect(k).toBeCloseTo(Math.E - 1, 12);
    expect(s[0]).toBe(0);
    expect(s[2]).toBeCloseTo(2 * (4 - Math.E), 12);
    expect(firstSignal).toBe(3);
  });

  it('has nothing to say unless bad is more than good', () => {
    expect(poissonCusum({ counts: [1], inControl: 2, outOfControl: 2, h: 1 }).k).toBeNull();
  });
});
