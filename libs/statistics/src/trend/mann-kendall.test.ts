import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from './mann-kendall.ts';

const nothing = { S: null, varS: null, z: null, p: null, tauB: null, theilSen: null };

describe('mannKendall', () => {
  it('by hand: 1 3 2 4', () => {
    // Five pairs rise, one falls: S 4; var 4 * 3 * 13 / 18; slopes -1 1/2 1/2 1 2 2, median 3/4.
    const got = mannKendall({ y: [1, 3, 2, 4] });
    expect(got).toMatchObject({ S: 4, theilSen: 0.75 });
    expect(got.varS).toBeCloseTo(156 / 18, 14);
    expect(got.z).toBeCloseTo(3 / Math.sqrt(156 / 18), 13);
    expect(got.tauB).toBeCloseTo(4 / 6, 14);
    // P(|Z| > 1.019049) from tables of the normal law.
    expect(got.p).toBeCloseTo(0.30818, 5);
  });

  it('takes ties out of the variance and of tau', () => {
    // 1 1 2: two pairs rise, one is tied; var (3 * 2 * 11 - 2 * 1 * 9) / 18; tau 2 / sqrt(3 * 2).
    const got = mannKendall({ y: [1, 1, 2] });
    expect(got).toMatchObject({ S: 2, theilSen: 0.5 });
    expect(got.varS).toBeCloseTo(48 / 18, 14);
    expect(got.tauB).toBeCloseTo(2 / Math.sqrt(6), 14);
  });

  it('turns its sign when time runs back, and sees only the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 15 }), (y) => {
        const there = mannKendall({ y });
        const back = mannKendall({ y: [...y].reverse() });
        expect(Number(there.S) + Number(back.S)).toBe(0);
        expect((there.z ?? 0) + (back.z ?? 0)).toBeCloseTo(0, 12);
        expect(Number(there.theilSen) + Number(back.theilSen)).toBeCloseTo(0, 12);
        const cubes = mannKendall({ y: y.map((value) => value ** 3) });
        expect({ ...cubes, theilSen: 0 }).toEqual({ ...there, theilSen: 0 });
      }),
    );
  });

  it('corrects S by one towards 0', () => {
    expect(mannKendall({ y: [1, 2, 1, 2, 1] }).z).toBe(0);
    const two = mannKendall({ y: [1, 2] });
    expect(two).toMatchObject({ S: 1, z: 0, p: 1, tauB: 1, theilSen: 1 });
  });

  it('sees no trend, and has no tau, where all values are equal', () => {
    expect(mannKendall({ y: [3, 3, 3] })).toEqual({ S: 0, varS: 0, z: 0, p: 1, tauB: null, theilSen: 0 });
  });

  it('has no answer for fewer than two values or a value that is none', () => {
    expect([[], [4], [4, NaN, 5], [4, Infinity]].map((y) => mannKendall({ y }))).toEqual([nothing, nothing, nothing, nothing]); // prettier-ignore
  });
});
