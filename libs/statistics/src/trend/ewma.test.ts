import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ewma } from './ewma.ts';

describe('ewma', () => {
  it('by hand: 12 and 8 about 10, half and half', () => {
    const got = ewma({ x: [12, 8], target: 10, sigma: 1, lambda: 0.5, width: 3 });
    expect(got.z).toEqual([11, 9.5]);
    // Limits 3 sqrt(1/3 (1 - 1/4)) = 1.5, then 3 sqrt(1/3 (1 - 1/16)).
    expect(got.ucl[0]).toBeCloseTo(11.5, 13);
    expect(got.lcl[1]).toBeCloseTo(10 - 3 * Math.sqrt(15 / 48), 13);
    expect(got.asymptoticUcl).toBeCloseTo(10 + Math.sqrt(3), 13);
    expect(got.asymptoticLcl).toBeCloseTo(10 - Math.sqrt(3), 13);
    expect(got.firstSignal).toBeNull();
  });

  it('signals at the first point outside, counted from 1, on either side', () => {
    expect(ewma({ x: [0, 0.1, 4, 9], target: 0, sigma: 1, lambda: 0.5, width: 1.5 }).firstSignal).toBe(3);
    expect(ewma({ x: [0, -0.1, -4, 9], target: 0, sigma: 1, lambda: 0.5, width: 1.5 }).firstSignal).toBe(3);
  });

  it('with weight 1 is the points themselves with straight limits (Shewhart)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), (x) => {
        const got = ewma({ x, target: 0, sigma: 2, lambda: 1, width: 3 });
        expect(got.z.map((value) => value + 0)).toEqual(x.map((value) => value + 0));
        expect(new Set(got.ucl)).toEqual(new Set([6]));
        const first = x.findIndex((value) => Math.abs(value) > 6);
        expect(got.firstSignal).toBe(first < 0 ? null : first + 1);
      }),
    );
  });

  it('takes lambda 0.2 and width 2.962 unless told otherwise', () => {
    const input = { x: [1, 2, 3], target: 0, sigma: 1 };
    expect(ewma(input)).toEqual(ewma({ ...input, lambda: 0.2, width: 2.962 }));
    expect(ewma(input)).not.toEqual(ewma({ ...input, lambda: 0.1, width: 2.962 }));
  });

  it.each([
    { x: [1], target: 0, sigma: 0 },
    { x: [1], target: 0, sigma: 1, lambda: 0 },
    { x: [1], target: 0, sigma: 1, lambda: 1.1 },
    { x: [NaN], target: 0, sigma: 1 },
    { x: [1], target: NaN, sigma: 1 },
  ])('has nothing to draw for %j', (input) => {
    const nothing = { z: [], lcl: [], ucl: [], asymptoticLcl: null, asymptoticUcl: null, firstSignal: null };
    expect(ewma(input)).toEqual(nothing);
  });
});
