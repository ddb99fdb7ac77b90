import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tCdf, tQuantile } from './student-t.ts';

/** Expected values: mpmath at 40 digits. */
const off = (got: number | null, want: number) => Math.abs((got ?? NaN) / want - 1);

describe('tCdf', () => {
  it.each([
    [-50, 30, 9.3577088296113563e-31],
    [-1.1, 3.7, 0.16884899488991708],
    [1e-5, 2, 0.50000353553390584],
    [4, 0.3, 0.76977907046064015],
    [-2, 10_000, 0.022763630330717721],
  ])('at %f with df %f', (x, df, want) => {
    expect(off(tCdf(x, df), want)).toBeLessThan(1e-12);
  });

  it('is 1/2 + atan(x)/pi with df 1', () => {
    expect(off(tCdf(3, 1), 0.5 + Math.atan(3) / Math.PI)).toBeLessThan(1e-14);
  });

  it('ends at 0 and 1, and is the normal with endless df', () => {
    expect([tCdf(-Infinity, 3), tCdf(0, 3), tCdf(Infinity, 3)]).toEqual([0, 0.5, 1]);
    expect(tCdf(-1.5, Infinity)).toBeCloseTo(0.066807201268858066, 14);
  });
});

describe('tQuantile', () => {
  it.each([
    [0.975, 5, 2.5705818356363148],
    [0.005, 2, -9.924843200918293],
    [1e-6, 300, -4.8485143011100249],
    [0.6, 4.5, 0.26875183554217514],
    [0.975, 0.5, 164.55767348048824],
  ])('at %f with df %f', (p, df, want) => {
    expect(off(tQuantile(p, df), want)).toBeLessThan(1e-12);
  });

  it('nears the normal quantile as 1/df', () => {
    // Expansion of Abramowitz and Stegun 26.7.5: z + (z^3 + z)/(4 df).
    const z = 1.9599639845400542;
    expect(off(tQuantile(0.975, 1e9), z + (z ** 3 + z) / 4e9)).toBeLessThan(1e-12);
    expect(off(tQuantile(0.975, Infinity), z)).toBeLessThan(1e-13);
  });

  it('of the cdf of x is x', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 3, noNaN: true }),
        fc.double({ min: 0.5, max: 5000, noNaN: true }),
        (x, df) => {
          expect(Math.abs((tQuantile(tCdf(x, df) ?? NaN, df) ?? NaN) - x)).toBeLessThan(
            1e-9 * Math.max(1, Math.abs(x)),
          );
        },
      ),
    );
  });

  it('is infinite at 0 and 1 and null outside', () => {
    expect([0, 0.5, 1].map((p) => tQuantile(p, 4))).toEqual([-Infinity, 0, Infinity]);
    expect([tQuantile(-0.1, 4), tQuantile(0.9, 0), tQuantile(NaN, 4), tCdf(1, -1), tCdf(NaN, 1)]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
