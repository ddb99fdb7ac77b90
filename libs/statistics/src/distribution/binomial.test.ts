import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAtLeast, binomialAtMost, binomialCdf } from './binomial.ts';

const trials = fc.integer({ min: 1, max: 2000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('binomialCdf', () => {
  it('of 2 heads or fewer in 5 fair throws is one half', () => {
    expect(binomialCdf(2, 5, 0.5)).toBeCloseTo(0.5, 15);
  });

  it('of 1 six or none in 4 throws is (5^4 + 4 5^3)/6^4', () => {
    expect(binomialCdf(1, 4, 1 / 6)).toBeCloseTo((625 + 500) / 1296, 15);
  });

  it('and the other side add to 1', () => {
    fc.assert(
      fc.property(trials, fc.double({ min: 0.001, max: 0.999, noNaN: true }), ([k, n], p) => {
        const split = { p, q: 1 - p };
        expect(binomialAtMost(k, n, split) + binomialAtLeast(k + 1, n, split)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is 0 below none, 1 from all on, and takes the whole number below k', () => {
    expect([binomialCdf(-1, 4, 0.3), binomialCdf(4, 4, 0.3), binomialCdf(9, 4, 0.3), binomialCdf(0, 0, 0.3)]).toEqual([
      0, 1, 1, 1,
    ]);
    expect(binomialCdf(1.9, 5, 0.3)).toBe(binomialCdf(1, 5, 0.3));
    expect([binomialCdf(0, 3, 0), binomialCdf(2, 3, 1)]).toEqual([1, 0]);
  });

  it.each([
    [1, 4.5, 0.5],
    [1, -1, 0.5],
    [1, 4, 1.5],
    [NaN, 4, 0.5],
  ])('is null for %f of %f with p %f', (k, n, p) => {
    expect(binomialCdf(k, n, p)).toBeNull();
  });
});
