import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoProportionTest } from '../comparison/two-proportion-test.ts';
import { chi2CramersV } from './chi2-cramers-v.ts';

const nothing = { chi2: null, df: null, p: null, cramersV: null, cramersVBiasCorrected: null, minExpected: null };

describe('chi2CramersV', () => {
  it('by hand: 10 20 30 against 30 20 10', () => {
    // Expected 20 everywhere: four cells off by 10, chi2 = 4 * 100/20 = 20 with 2 degrees of freedom, p = e^-10.
    const got = chi2CramersV({ table: [[10, 20, 30], [30, 20, 10]] }); // prettier-ignore
    expect(got).toMatchObject({ df: 2, minExpected: 20 });
    expect(got.chi2).toBeCloseTo(20, 12);
    expect(Number(got.p) / Math.exp(-10)).toBeCloseTo(1, 12);
    expect(got.cramersV).toBeCloseTo(Math.sqrt(20 / 120), 13);
    const r = 2 - 1 / 119;
    expect(got.cramersVBiasCorrected).toBeCloseTo(Math.sqrt((20 / 120 - 2 / 119) / (r - 1)), 13);
  });

  it('of two rows and two columns is the test of two shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (x1, x2) => {
        const got = chi2CramersV({ table: [[x1, 100 - x1], [x2, 95 - x2]] }); // prettier-ignore
        expect(got.chi2).toBeCloseTo(twoProportionTest({ x1, n1: 100, x2, n2: 95 }).chi2 ?? NaN, 9);
      }),
    );
  });

  it('corrects to 0 where no more than chance is seen', () => {
    expect(chi2CramersV({ table: [[50, 50], [49, 51]] }).cramersVBiasCorrected).toBe(0); // prettier-ignore
  });

  it('is 1 where the row tells the column', () => {
    const got = chi2CramersV({ table: [[30, 0, 0], [0, 20, 0], [0, 0, 9]] }); // prettier-ignore
    expect(got.cramersV).toBeCloseTo(1, 12);
  });

  it('leaves out rows and columns with nothing in them', () => {
    const plain = chi2CramersV({ table: [[10, 20], [30, 5]] }); // prettier-ignore
    expect(chi2CramersV({ table: [[10, 0, 20], [0, 0, 0], [30, 0, 5]] })).toEqual(plain); // prettier-ignore
  });

  it.each([
    { table: [] },
    { table: [[3, 4]] },
    { table: [[3, 0], [4, 0]] }, // prettier-ignore
    { table: [[0, 0], [0, 0]] }, // prettier-ignore
    { table: [[3, -1], [4, 2]] }, // prettier-ignore
    { table: [[3, NaN], [4, 2]] }, // prettier-ignore
  ])('has no answer for $table', (input) => {
    expect(chi2CramersV(input)).toEqual(nothing);
  });
});
