import { describe, expect, it } from 'vitest';
import { kolmogorovSf } from './kolmogorov.ts';

describe('kolmogorovSf', () => {
  // Smirnov 1948, Ann Math Stat 19:279, table of L(z) = 1 - this, to six decimals.
  it.each([
    [0.3, 0.000009],
    [0.5, 0.036055],
    [1, 0.73],
    [1.36, 0.950514],
    [2, 0.999329],
  ])('at %f leaves %f below', (lambda, below) => {
    expect(1 - (kolmogorovSf(lambda) ?? NaN)).toBeCloseTo(below, 6);
  });

  it('goes on without a step where the series changes', () => {
    expect(kolmogorovSf(0.5 - 1e-12)).toBeCloseTo(kolmogorovSf(0.5) ?? NaN, 11);
  });

  it('keeps its digits in the far tail: 2 exp(-2 lambda^2)', () => {
    expect(Math.abs((kolmogorovSf(6) ?? NaN) / (2 * Math.exp(-72)) - 1)).toBeLessThan(1e-12);
  });

  it('is 1 from 0 down, 0 at Infinity, null for NaN', () => {
    expect([kolmogorovSf(-1), kolmogorovSf(0), kolmogorovSf(0.01), kolmogorovSf(Infinity), kolmogorovSf(NaN)]).toEqual([
      1,
      1,
      1,
      0,
      null,
    ]);
  });
});
