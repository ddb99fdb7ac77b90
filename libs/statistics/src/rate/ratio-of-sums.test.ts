import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioOfSums, ratioOfSumsFromSums } from './ratio-of-sums.ts';

const nothing = {
  ratio: null,
  se: null,
  df: null,
  deltaLower: null,
  deltaUpper: null,
  fiellerLower: null,
  fiellerUpper: null,
  fiellerG: null,
};
const cluster = fc.record({ x: fc.integer({ min: 1, max: 500 }), y: fc.integer({ min: 0, max: 5000 }) });
const clusters = fc.array(cluster, { minLength: 2, maxLength: 40 });
const arrays = (rows: readonly { x: number; y: number }[]) => ({
  numerator: rows.map(({ y }) => y),
  denominator: rows.map(({ x }) => x),
});

describe('ratioOfSums', () => {
  it('by hand: 2 4 6 over 1 2 1', () => {
    // r = 3; e = -1 -2 3, squares 14; se = sqrt(14/6) / (4/3)
    const t = 0.95 * Math.sqrt(2 / 0.0975); // 2 degrees of freedom have a closed form
    const got = ratioOfSums({ numerator: [2, 4, 6], denominator: [1, 2, 1] });
    const se = Math.sqrt(14 / 6) * 0.75;
    expect(got).toMatchObject({ ratio: 3, df: 2 });
    expect(got.se).toBeCloseTo(se, 13);
    expect(got.deltaLower).toBeCloseTo(3 - t * se, 10);
    expect(got.deltaUpper).toBeCloseTo(3 + t * se, 10);
    // v_x = (1/9 + 4/9 + 1/9) / 2 / 3 = 1/9, so g = t^2 / 16 is above 1: no bounded limits.
    expect(got.fiellerG).toBeCloseTo(t ** 2 / 16, 10);
    expect(got).toMatchObject({ fiellerLower: null, fiellerUpper: null });
  });

  it("Fieller's limits are where (mean y - r mean x)^2 = t^2 var(mean(y - r x))", () => {
    const rows = [
      { x: 10, y: 31 },
      { x: 12, y: 35 },
      { x: 9, y: 29 },
      { x: 11, y: 30 },
    ];
    const got = ratioOfSums(arrays(rows));
    const t = 3.182446305284263;
    expect(Number(got.fiellerLower)).toBeLessThan(Number(got.ratio));
    expect(Number(got.fiellerUpper)).toBeGreaterThan(Number(got.ratio));
    for (const r of [Number(got.fiellerLower), Number(got.fiellerUpper)]) {
      const e = rows.map(({ x, y }) => y - r * x);
      const mean = e.reduce((a, b) => a + b, 0) / 4;
      const variance = e.reduce((total, each) => total + (each - mean) ** 2, 0) / 3 / 4;
      expect(mean ** 2 / variance).toBeCloseTo(t * t, 6);
    }
  });

  it('is the same from sums in any order', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const sum = (term: (row: { x: number; y: number }) => number) =>
          [...rows].reverse().reduce((total, row) => total + term(row), 0);
        const fromSums = ratioOfSumsFromSums({
          k: rows.length,
          sumX: sum(({ x }) => x),
          sumY: sum(({ y }) => y),
          sumX2: sum(({ x }) => x * x),
          sumY2: sum(({ y }) => y * y),
          sumXY: sum(({ x, y }) => x * y),
        });
        expect(fromSums).toEqual(ratioOfSums(arrays(rows)));
      }),
    );
  });

  it('scales with the unit of the numerator', () => {
    fc.assert(
      fc.property(clusters, (rows) => {
        const cents = ratioOfSums(arrays(rows.map(({ x, y }) => ({ x, y: y * 128 }))));
        const euros = ratioOfSums(arrays(rows));
        expect(Number(cents.se)).toBeCloseTo(Number(euros.se) * 128, 6);
        expect(cents.fiellerG).toBe(euros.fiellerG);
      }),
    );
  });

  it('sees no spread where every cluster has the same ratio', () => {
    const got = ratioOfSums({ numerator: [1.1, 1.2, 1.3, 1.7], denominator: [11, 12, 13, 17] });
    expect(got.se).toBe(0);
    expect(got.fiellerLower).toBeCloseTo(0.1, 6);
    expect(got.fiellerUpper).toBeCloseTo(0.1, 6);
  });

  it('leaves out a cluster with nothing on either side', () => {
    const rows = { numerator: [2, 4, 6], denominator: [1, 2, 1] };
    expect(ratioOfSums({ numerator: [...rows.numerator, 0], denominator: [...rows.denominator, 0] })).toEqual(
      ratioOfSums(rows),
    );
  });
});

describe('ratioOfSums at its edges', () => {
  it('knows the ratio but no spread from one cluster', () => {
    expect(ratioOfSums({ numerator: [6], denominator: [4] })).toEqual({ ...nothing, ratio: 1.5 });
  });

  it('has the standard error but no limits at a level that is none', () => {
    const got = ratioOfSums({ numerator: [2, 4, 6], denominator: [1, 2, 1], conf: 95 });
    expect(got).toMatchObject({ ratio: 3, df: 2, deltaLower: null, fiellerG: null });
    expect(got.se).toBeGreaterThan(0);
  });

  it('has no limits of a confidence that no float tells from 1', () => {
    const { ratio, se, ...limits } = ratioOfSums({ numerator: [0, 0], denominator: [1, 1], conf: 1 - 2 ** -53 });
    expect([ratio, se]).toEqual([0, 0]);
    expect(limits).toMatchObject({ deltaLower: null, deltaUpper: null, fiellerLower: null, fiellerG: null });
  });

  it.each([
    { numerator: [], denominator: [] },
    { numerator: [5, 3], denominator: [0, 0] },
    { numerator: [5, 3], denominator: [1] },
    { numerator: [5, NaN], denominator: [1, 1] },
    { numerator: [5, 3], denominator: [1, -4] },
  ])('has no answer for $numerator over $denominator', (input) => {
    expect(ratioOfSums(input)).toEqual(nothing);
  });
});
