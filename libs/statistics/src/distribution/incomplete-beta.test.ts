import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from './beta-quantile.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** Expected values: mpmath at 40 digits. */
const off = (got: number | null, want: number) => Math.abs((got ?? NaN) / want - 1);
const shape = fc.double({ min: 0.5, max: 5000, noNaN: true });

describe('incompleteBeta', () => {
  it.for([
    [0.25, 0.5, 0.5, 1 / 3],
    [6e-7, 3, 4_999_998, 0.57680998608572003],
    [0.999, 1000, 0.5, 0.15724727426672383],
    [0.001, 40, 10_000, 7.9068686325221603e-13],
  ])('at %f of (%f, %f)', ([x = 0, a = 0, b = 0, want = 0]) => {
    expect(off(incompleteBeta(x, a, b), want)).toBeLessThan(1e-12);
  });

  it('of the uniform law is x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (x) => {
        expect(off(incompleteBeta(x, 1, 1), x)).toBeLessThan(1e-13);
      }),
    );
  });

  it('ends at 0 and 1', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });

  it.each([
    [-0.1, 1, 1],
    [1.1, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, -1],
    [NaN, 1, 1],
  ])('is null at %f of (%f, %f)', (x, a, b) => {
    expect(incompleteBeta(x, a, b)).toBeNull();
  });
});

describe('betaQuantile', () => {
  it.for([
    [0.025, 1, 300, 8.4389132317800444e-5],
    [0.975, 4, 1197, 0.0072885226094901107],
    [1e-12, 2, 3, 4.0824840157503271e-7],
    [0.5, 0.01, 5, 9.8922404241125399e-32],
    [0.3, 200, 100, 0.65265870095106989],
  ])('at %f of (%f, %f)', ([p = 0, a = 0, b = 0, want = 0]) => {
    expect(off(betaQuantile(p, a, b), want)).toBeLessThan(1e-12);
  });

  it('of the share below x is x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), shape, shape, (p, a, b) => {
        expect(off(incompleteBeta(betaQuantile(p, a, b) ?? NaN, a, b), p)).toBeLessThan(1e-9);
      }),
    );
  });

  it('mirrors when the shapes change places', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (p, a, b) => {
        expect((betaQuantile(p, a, b) ?? NaN) + (betaQuantile(1 - p, b, a) ?? NaN)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('ends at 0 and 1 and is null outside', () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    expect([betaQuantile(1.5, 2, 3), betaQuantile(0.5, 0, 3), betaQuantile(0.5, 2, NaN)]).toEqual([null, null, null]);
  });
});
