import { describe, expect, it } from 'vitest';
import { chi2Sf } from './chi-square.ts';
import { lowerGamma, upperGamma } from './incomplete-gamma.ts';

const off = (got: number | null, want: number) => Math.abs((got ?? NaN) / want - 1);

describe('incomplete gamma', () => {
  it.each([
    [0.5, 0.05],
    [3, 2.9],
    [3, 12],
    [5000, 5100],
  ])('halves add to 1 at shape %f, x %f', (shape, x) => {
    expect(Math.abs(lowerGamma(shape, x) + upperGamma(shape, x) - 1)).toBeLessThan(1e-15);
  });

  it('with shape 1 is the exponential law', () => {
    expect(off(upperGamma(1, 30), Math.exp(-30))).toBeLessThan(1e-13);
    expect(off(lowerGamma(1, 0.25), 1 - Math.exp(-0.25))).toBeLessThan(1e-14);
  });

  it('ends at 0 and 1', () => {
    expect([lowerGamma(2, 0), lowerGamma(2, Infinity), upperGamma(2, 0), upperGamma(2, Infinity)]).toEqual([
      0, 1, 1, 0,
    ]);
  });
});

describe('chi2Sf', () => {
  // mpmath at 40 digits.
  it.each([
    [0.1, 1, 0.75182963404584928],
    [40, 3, 1.0655090334255861e-8],
    [600, 0.5, 1.9649550008169526e-133],
    [100, 100, 0.48119168452795672],
    [10_000, 10_000, 0.49811936596618264],
  ])('x %f, df %f', (x, df, want) => {
    expect(off(chi2Sf(x, df), want)).toBeLessThan(1e-12);
  });

  it.each([
    [-1, 1],
    [1, 0],
    [NaN, 1],
    [1, NaN],
  ])('is null at x %f, df %f', (x, df) => {
    expect(chi2Sf(x, df)).toBeNull();
  });
});
