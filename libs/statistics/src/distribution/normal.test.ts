import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, twoSidedP, twoSidedZ } from './normal.ts';

/** Expected values: mpmath at 40 digits. */
const off = (got: number | null, want: number) => Math.abs((got ?? NaN) / want - 1);

describe('normalCdf', () => {
  it.each([
    [-37, 5.7255712225245768e-300],
    [-8, 6.2209605742717841e-16],
    [-1.5, 0.066807201268858066],
    [-1e-9, 0.49999999960105772],
    [0.3, 0.61791142218895263],
    [5, 0.99999971334842812],
  ])('at %f', (x, want) => {
    expect(off(normalCdf(x), want)).toBeLessThan(1e-13);
  });

  it('ends at 0 and 1, and has no answer for NaN', () => {
    expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 0.5, 1, null]);
  });
});

describe('normalQuantile', () => {
  it.each([
    [1e-300, -37.047096299361199],
    [1e-10, -6.3613409024040562],
    [0.025, -1.9599639845400542],
    [0.3, -0.52440051270804082],
    [0.499999, -2.5066282745665594e-6],
  ])('at %f', (p, want) => {
    expect(off(normalQuantile(p), want)).toBeLessThan(1e-13);
  });

  it('of the cdf of x is x', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
        expect(Math.abs((normalQuantile(normalCdf(x) ?? NaN) ?? NaN) - x)).toBeLessThan(1e-9);
      }),
    );
  });

  it('is odd around one half', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        expect((normalQuantile(p) ?? NaN) + (normalQuantile(1 - p) ?? NaN)).toBeCloseTo(0, 12);
      }),
    );
  });

  it('is infinite at 0 and 1 and null outside', () => {
    expect([0, 0.5, 1, -0.1, 1.1, NaN].map(normalQuantile)).toEqual([-Infinity, 0, Infinity, null, null, null]);
  });
});

describe('twoSidedZ', () => {
  it('is 1.96 at 95 % and 2.576 at 99 %', () => {
    expect(twoSidedZ(0.95)).toBeCloseTo(1.959963984540054, 13);
    expect(twoSidedZ(0.99)).toBeCloseTo(2.575829303548901, 13);
  });

  it('is null for a level that is none', () => {
    expect([0, 1, 95, NaN].map(twoSidedZ)).toEqual([null, null, null, null]);
  });
});

describe('twoSidedP', () => {
  it('is both tails, the far ones too', () => {
    expect(off(twoSidedP(1.959963984540054), 0.05)).toBeLessThan(1e-13);
    expect(off(twoSidedP(-37), 2 * 5.7255712225245768e-300)).toBeLessThan(1e-12);
    expect(twoSidedP(0)).toBe(1);
  });
});
