import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredProportion, clusteredProportionFromSums } from './clustered-proportion.ts';
import { wilson } from './wilson.ts';

const nothing = { p: null, se: null, designEffect: null, effectiveN: null, lower: null, upper: null };
const cluster = fc
  .integer({ min: 1, max: 40 })
  .chain((m) => fc.record({ m: fc.constant(m), x: fc.integer({ min: 0, max: m }) }));
const clusters = fc.array(cluster, { minLength: 2, maxLength: 60 });

const sumsOf = (rows: readonly { m: number; x: number }[]) => {
  const sum = (term: (row: { m: number; x: number }) => number) => rows.reduce((total, row) => total + term(row), 0);
  return {
    k: rows.length,
    sumM: sum(({ m }) => m),
    sumX: sum(({ x }) => x),
    sumM2: sum(({ m }) => m * m),
    sumXM: sum(({ x, m }) => x * m),
    sumX2: sum(({ x }) => x * x),
    n: sum(({ m }) => m),
  };
};

describe('clusteredProportion', () => {
  it('by hand: 3 0 2 1 4 of 5 4 5 4 6', () => {
    // p = 10/24; e = x - p m: 0.9167, -1.6667, -0.0833, -0.6667, 1.5; their squares sum to 6.3194
    const got = clusteredProportion({ successes: [3, 0, 2, 1, 4], sizes: [5, 4, 5, 4, 6] });
    expect(got.p).toBeCloseTo(10 / 24, 14);
    expect(got.se).toBeCloseTo(Math.sqrt(6.319444444444445 / 20) / 4.8, 12);
    expect(got.designEffect).toBeCloseTo(1.3541666666666665, 12);
    // 24 / 1.354167 * (t(23) / t(4))^2 with t(23) = 2.0686576 and t(4) = 2.7764451
    expect(got.effectiveN).toBeCloseTo((24 / 1.3541666666666665) * (2.0686576104 / 2.7764451052) ** 2, 7);
  });

  it('equals the plain interval of its effective n', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const got = clusteredProportion({ successes: rows.map(({ x }) => x), sizes: rows.map(({ m }) => m) });
        const n = Number(got.effectiveN);
        const plain = wilson({ successes: Number(got.p) * n, n });
        expect(Number(got.lower)).toBeCloseTo(Number(plain.lower), 10);
        expect(Number(got.upper)).toBeCloseTo(Number(plain.upper), 10);
      }),
    );
  });

  it('is never more precise than independent units, holds the share, stays inside 0 and 1', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const sums = sumsOf(rows);
        const { p, lower, upper, effectiveN } = clusteredProportionFromSums(sums);
        expect(Number(effectiveN)).toBeLessThanOrEqual(sums.n);
        expect(
          0 <= Number(lower) && Number(lower) <= Number(p) && Number(p) <= Number(upper) && Number(upper) <= 1,
        ).toBe(true);
      }),
    );
  });

  it('is the same from sums as from arrays, in any order', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const fromArrays = clusteredProportion({ successes: rows.map(({ x }) => x), sizes: rows.map(({ m }) => m) });
        const sums = sumsOf([...rows].reverse());
        expect(clusteredProportionFromSums(sums)).toEqual(fromArrays);
        expect(clusteredProportionFromSums({ ...sums, conf: 0.95 })).toEqual(fromArrays);
      }),
    );
  });

  it('mirrors when successes and failures change places', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const there = clusteredProportionFromSums(sumsOf(rows));
        const back = clusteredProportionFromSums(sumsOf(rows.map(({ m, x }) => ({ m, x: m - x }))));
        expect(Number(there.lower) + Number(back.upper)).toBeCloseTo(1, 8);
      }),
    );
  });

  it('does not change when every weight is ten times as large and n stays', () => {
    const sums = sumsOf([
      { m: 4, x: 1 },
      { m: 7, x: 0 },
      { m: 5, x: 3 },
      { m: 6, x: 1 },
      { m: 9, x: 2 },
    ]);
    const { k, n } = sums;
    const heavy = {
      k,
      n,
      sumM: sums.sumM * 10,
      sumX: sums.sumX * 10,
      sumM2: sums.sumM2 * 100,
      sumXM: sums.sumXM * 100,
      sumX2: sums.sumX2 * 100,
    };
    expect(clusteredProportionFromSums(heavy).effectiveN).toBeCloseTo(
      Number(clusteredProportionFromSums(sums).effectiveN),
      10,
    );
  });
});

describe('clusteredProportion at its edges', () => {
  it('reads a share within rounding of 1 as 1, with an exact bound', () => {
    const got = clusteredProportionFromSums({
      k: 6,
      sumM: 3,
      sumX: 3.0000000000000004,
      sumM2: 1.5,
      sumXM: 1.5,
      sumX2: 1.5,
      n: 30,
    });
    expect(got).toMatchObject({ p: 1, se: 0, designEffect: 1, upper: 1 });
  });

  it('sees no spread where rounding alone is left', () => {
    // Six clusters, each with a third of 0.3: the sums do not cancel exactly.
    const got = clusteredProportion({ successes: Array<number>(6).fill(0.1), sizes: Array<number>(6).fill(0.3) });
    expect(got).toMatchObject({ se: 0, designEffect: 0 });
  });

  it('knows the share but no spread from one cluster', () => {
    expect(clusteredProportion({ successes: [1], sizes: [4] })).toEqual({ ...nothing, p: 0.25 });
  });

  it('ignores empty clusters', () => {
    expect(clusteredProportion({ successes: [1, 0], sizes: [4, 0] })).toEqual({ ...nothing, p: 0.25 });
  });

  it.each([
    { successes: [], sizes: [] },
    { successes: [0, 0], sizes: [0, 0] },
    { successes: [1, 2], sizes: [3] },
    { successes: [5, 5], sizes: [1, 1] },
  ])('has no answer for $successes of $sizes', (input) => {
    expect(clusteredProportion(input)).toEqual(nothing);
  });

  it('keeps n when the weights leave hardly one effective row', () => {
    const got = clusteredProportionFromSums({
      k: 2,
      sumM: 1.0001,
      sumX: 1,
      sumM2: 1.00000001,
      sumXM: 1,
      sumX2: 1,
      n: 1.0002,
    });
    expect(got.effectiveN).toBeLessThanOrEqual(1.0002);
    expect(got.lower).not.toBeNull();
  });
});
