import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { clusteredProportionFromSums } from './clustered-proportion.ts';
import { hajekProportionFromSums } from './hajek-proportion.ts';

const nothing = { estimate: null, se: null, lower: null, upper: null, interval: null };
const sumsOf = (rows: readonly { w: number; y: boolean }[]) => {
  const sum = (term: (row: { w: number; y: boolean }) => number) => rows.reduce((total, row) => total + term(row), 0);
  const sumM = sum(({ w }) => w);
  const sumM2 = sum(({ w }) => w * w);
  const counted = sum(({ w, y }) => (y ? w * w : 0));
  return { k: rows.length, sumM, sumX: sum(({ w, y }) => (y ? w : 0)), sumM2, sumXM: counted, sumX2: counted, n: sumM ** 2 / sumM2 }; // prettier-ignore
};

describe('hajekProportionFromSums', () => {
  it('by hand: weights 1 1 2 4, the first and the last count', () => {
    // p = 5/8; w (y - p): 3/8 -5/8 -10/8 12/8, squares 278/64; se = sqrt(278/64 / 12) / 2
    const got = hajekProportionFromSums(sumsOf([{ w: 1, y: true }, { w: 1, y: false }, { w: 2, y: false }, { w: 4, y: true }])); // prettier-ignore
    const se = Math.sqrt(278 / 64 / 12) / 2;
    expect(got.estimate).toBe(0.625);
    expect(got.se).toBeCloseTo(se, 13);
    expect(got.upper).toBeCloseTo(1 / (1 + Math.exp(-Math.log(5 / 3) - (1.959963984540054 * se) / (15 / 64))), 12);
    expect(got.interval).toBe('logit');
  });

  it('has the share and the error of the clustered proportion', () => {
    const row = fc.record({ w: fc.double({ min: 1, max: 100, noNaN: true }), y: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const sums = sumsOf(rows);
        const got = hajekProportionFromSums(sums);
        const clustered = clusteredProportionFromSums(sums);
        expect(got.estimate).toBeCloseTo(clustered.p ?? NaN, 12);
        expect(got.se).toBeCloseTo(clustered.se ?? NaN, 9);
        expect(Number(got.lower) <= Number(got.estimate) && Number(got.estimate) <= Number(got.upper)).toBe(true);
      }),
    );
  });

  it('of 300 clean rows of weight 100 bounds the rate by 300 rows, not by 30,000', () => {
    const got = hajekProportionFromSums(sumsOf(Array.from({ length: 300 }, () => ({ w: 100, y: false }))));
    expect(got).toMatchObject({ estimate: 0, se: 0, lower: 0, interval: 'clopper_pearson' });
    expect(got.upper).toBeCloseTo(clopperPearson({ successes: 0, n: 300 }).upper ?? NaN, 12);
  });

  it('reads a share within rounding of 1 as 1, with an exact bound', () => {
    const sums = { k: 6, sumM: 3, sumX: 3.0000000000000004, sumM2: 1.5, sumXM: 1.5, sumX2: 1.5, n: 30 };
    expect(hajekProportionFromSums(sums)).toMatchObject({ estimate: 1, upper: 1, interval: 'clopper_pearson' });
  });

  it('has limits of 0 and of 1 that are off by just as much as rounding may be', () => {
    const below = { k: 32, sumM: 1e12, sumX: -1, sumM2: 4e22, sumXM: 0, sumX2: 1, n: 40 };
    expect(hajekProportionFromSums(below)).toMatchObject({ estimate: 0, lower: 0, interval: 'clopper_pearson' });
    expect(hajekProportionFromSums({ ...below, sumX: 1e12 + 1 })).toMatchObject({ estimate: 1, upper: 1 });
  });

  it('has no answer without weight and no limits from one row', () => {
    expect(hajekProportionFromSums({ k: 0, sumM: 0, sumX: 0, sumM2: 0, sumXM: 0, sumX2: 0, n: 0 })).toEqual(nothing);
    expect(hajekProportionFromSums({ ...sumsOf([{ w: 2, y: true }]), sumX: 5 })).toEqual(nothing);
    expect(hajekProportionFromSums(sumsOf([{ w: 2, y: true }]))).toEqual({ ...nothing, estimate: 1 });
  });
});
