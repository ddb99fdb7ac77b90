import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaPoint, gammaQuantile } from './gamma-quantile.ts';
import { lowerGamma } from './incomplete-gamma.ts';

const off = (got: number | null, want: number) => Math.abs((got ?? NaN) / want - 1);

describe('gammaQuantile', () => {
  it.each([0.001, 0.3, 0.5, 0.7, 0.999])('with shape 1 is -ln(1 - p), the exponential law, at %f', (p) => {
    expect(off(gammaQuantile(p, 1), -Math.log1p(-p))).toBeLessThan(1e-12);
  });

  // Garwood 1936, Biometrika 28:437: limits of a Poisson mean, table to two or three decimals.
  it.for([
    [0.025, 1, 0.0253],
    [0.975, 2, 5.572],
    [0.025, 10, 4.795],
    [0.975, 11, 18.39],
  ])('at %f of shape %f is %f', ([p = 0, shape = 0, want = 0]) => {
    expect(off(gammaQuantile(p, shape), want)).toBeLessThan(1e-3);
  });

  it('of the share below x is x', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0.05, max: 1e6, noNaN: true }),
        (p, shape) => {
          expect(off(lowerGamma(shape, gammaQuantile(p, shape) ?? NaN), p)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('keeps a tail that 1 - p would lose', () => {
    expect(off(gammaPoint(1e-30, 1, 'upper'), 30 * Math.LN10)).toBeLessThan(1e-14);
  });

  it('ends at 0 and Infinity and is null outside', () => {
    expect([gammaQuantile(0, 3), gammaQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([gammaPoint(0, 3, 'upper'), gammaPoint(1, 3, 'upper')]).toEqual([Infinity, 0]);
    expect([gammaQuantile(-1, 3), gammaQuantile(0.5, 0), gammaQuantile(NaN, 1), gammaQuantile(0.5, Infinity)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
