import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoProportionTest } from '../comparison/two-proportion-test.ts';
import { cochranArmitage } from './cochran-armitage.ts';

const nothing = { z: null, chi2: null, p: null, direction: null };
const period = fc.integer({ min: 1, max: 90 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('cochranArmitage', () => {
  it('by hand: 1 2 3 of 10 each', () => {
    // p = 0.2, T = 0 * ... + 1 * (3 - 2) - 1 * (1 - 2) = 2, var = 0.16 * 20 = 3.2
    const got = cochranArmitage({ successes: [1, 2, 3], n: [10, 10, 10] });
    expect(got.z).toBeCloseTo(2 / Math.sqrt(3.2), 13);
    expect(got.chi2).toBeCloseTo(1.25, 13);
    // P(chi-square of 1 > 1.25) from tables of the normal law.
    expect(got.p).toBeCloseTo(0.263552, 6);
    expect(got.direction).toBe('up');
  });

  it('published: smokers in four studies, chi-square 8.2249, p 0.004132 (R, prop.trend.test)', () => {
    const got = cochranArmitage({ successes: [83, 90, 129, 70], n: [86, 93, 136, 82] });
    expect(got.chi2).toBeCloseTo(8.2249, 4);
    expect(got.p).toBeCloseTo(0.004132, 6);
    expect(got.direction).toBe('down');
  });

  it('of two periods is the test of two shares', () => {
    fc.assert(
      fc.property(period, period, ([x1, n1], [x2, n2]) => {
        const got = cochranArmitage({ successes: [x1, x2], n: [n1, n2] });
        const { chi2 } = twoProportionTest({ x1, n1, x2, n2 });
        expect(got.chi2 === null).toBe(chi2 === null);
        expect(got.chi2 ?? 0).toBeCloseTo(chi2 ?? 0, 8);
      }),
    );
  });

  it('turns its sign when time runs back, and when failures are counted', () => {
    fc.assert(
      fc.property(fc.array(period, { minLength: 2, maxLength: 8 }), (rows) => {
        const [successes, n] = [rows.map(([x]) => x), rows.map(([, size]) => size)];
        const there = cochranArmitage({ successes, n }).z ?? 0;
        const back = cochranArmitage({ successes: [...successes].reverse(), n: [...n].reverse() }).z ?? 0;
        const others = cochranArmitage({ successes: rows.map(([x, size]) => size - x), n }).z ?? 0;
        expect(there + back).toBeCloseTo(0, 8);
        expect(there + others).toBeCloseTo(0, 8);
      }),
    );
  });

  it('has no direction where nothing moves', () => {
    expect(cochranArmitage({ successes: [2, 2], n: [8, 8] })).toEqual({ z: 0, chi2: 0, p: 1, direction: null });
  });

  it.each([
    { successes: [], n: [] },
    { successes: [1], n: [4] },
    { successes: [0, 0], n: [4, 5] },
    { successes: [4, 5], n: [4, 5] },
    { successes: [1, 2], n: [4] },
    { successes: [5, 2], n: [4, 9] },
    { successes: [1, NaN], n: [4, 9] },
  ])('has no answer for $successes of $n', (input) => {
    expect(cochranArmitage(input)).toEqual(nothing);
  });
});
