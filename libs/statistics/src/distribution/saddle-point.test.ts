import { describe, expect, it } from 'vitest';
import { binomialDensity, deviance, poissonDensity, stirlingError } from './saddle-point.ts';

/** Expected values: mpmath at 40 digits, unless a closed form is named. */
const off = (got: number, want: number) => Math.abs(got / want - 1);

describe('stirlingError', () => {
  it.each([
    [0.1, 0.51274008133191493],
    [1, 0.081061466795327258],
    [7.5, 0.011104559758206917],
    [20, 0.0041663196919969225],
    [1e6, 8.3333333333330556e-8],
  ])('of %f', (z, want) => {
    expect(Math.abs(stirlingError(z) - want)).toBeLessThan(4e-15);
  });
});

describe('deviance', () => {
  it('keeps its digits when count and mean nearly agree', () => {
    expect(off(deviance(1_000_001, 1_000_000), 4.9999983333341667e-7)).toBeLessThan(1e-13);
  });

  it('is 5 ln 2.5 - 3 for 5 seen and 2 expected', () => {
    expect(off(deviance(5, 2), 1.5814536593707753)).toBeLessThan(1e-14);
  });
});

describe('poissonDensity', () => {
  it('of 3 with mean 5 is e^-5 125/6', () => {
    expect(off(poissonDensity(3, 5), 0.14037389581428056)).toBeLessThan(1e-14);
  });

  it.each([
    [0, 0, 1],
    [2, 0, 0],
    [0, 2, Math.exp(-2)],
  ])('of %f with mean %f is %f', (shape, x, want) => {
    expect(poissonDensity(shape, x)).toBe(want);
  });
});

describe('binomialDensity', () => {
  it('of 2 heads in 5 fair throws is 10/32', () => {
    expect(off(binomialDensity(2, 3, { p: 0.5, q: 0.5 }), 0.3125)).toBeLessThan(1e-14);
  });

  it('of none and of all is a power', () => {
    expect(off(binomialDensity(0, 3, { p: 0.25, q: 0.75 }), 27 / 64)).toBeLessThan(1e-14);
    expect(off(binomialDensity(3, 0, { p: 0.25, q: 0.75 }), 1 / 64)).toBeLessThan(1e-14);
    expect(binomialDensity(0, 0, { p: 0.25, q: 0.75 })).toBe(1);
  });

  it('is 0 for a mixed result of a certain event', () => {
    expect(binomialDensity(1, 1, { p: 0, q: 1 })).toBe(0);
  });
});
