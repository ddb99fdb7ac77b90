import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa } from './cohen-kappa.ts';

const nothing = { observed: null, expected: null, kappa: null, se: null, lower: null, upper: null };
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((k) => fc.array(fc.array(fc.nat(30), { minLength: k, maxLength: k }), { minLength: k, maxLength: k }));

describe('cohenKappa', () => {
  it('by hand: 20 5 / 10 15 is 0.4', () => {
    const got = cohenKappa({ table: [[20, 5], [10, 15]] }).none; // prettier-ignore
    expect(got).toMatchObject({ observed: 0.7, expected: 0.5 });
    expect(got.kappa).toBeCloseTo(0.4, 14);
  });

  it('has limits of z standard errors, held inside -1 and 1', () => {
    const got = cohenKappa({ table: [[20, 5], [10, 15]] }).none; // prettier-ignore
    expect(got.lower).toBeCloseTo(0.4 - 1.959963984540054 * Number(got.se), 12);
    expect(got.upper).toBeCloseTo(0.4 + 1.959963984540054 * Number(got.se), 12);
    expect(cohenKappa({ table: [[3, 0], [1, 3]] }).none.upper).toBe(1); // prettier-ignore
    expect(cohenKappa({ table: [[0, 3], [3, 1]] }).none.lower).toBe(-1); // prettier-ignore
  });

  it('weighs a miss by one step of three as half, or as a quarter', () => {
    // 10 on the diagonal each, 6 one step off, 4 two steps off.
    const counts = [[10, 3, 2], [0, 10, 3], [2, 0, 10]]; // prettier-ignore
    const got = cohenKappa({ table: counts });
    expect(got.none.observed).toBeCloseTo(30 / 40, 14);
    expect(got.linear.observed).toBeCloseTo((30 + 6 / 2) / 40, 14);
    expect(got.quadratic.observed).toBeCloseTo((30 + 6 * (3 / 4)) / 40, 14);
  });

  it('by hand: 44 5 1 / 7 20 3 / 9 5 6 expects 0.41 by chance', () => {
    // Shares: diagonal 70/100; expected (60 * 50 + 30 * 30 + 10 * 20) / 10,000 = 0.41.
    const got = cohenKappa({ table: [[44, 5, 1], [7, 20, 3], [9, 5, 6]] }).none; // prettier-ignore
    expect(got.expected).toBeCloseTo(0.41, 14);
    expect(got.kappa).toBeCloseTo((0.7 - 0.41) / 0.59, 14);
  });

  it('has the standard error of the delta method, by numeric slopes', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const n = counts.flat().reduce((a, b) => a + b, 0);
        fc.pre(n > 20);
        const got = cohenKappa({ table: counts });
        for (const weighting of ['none', 'linear', 'quadratic'] as const) {
          const { kappa, se } = got[weighting];
          if (kappa === null || Number(got[weighting].expected) > 0.99) continue;
          const step = 1e-4;
          // Influence of one share: kappa is unchanged by scale, so slopes on counts / n serve.
          const slopes = counts.map((row, i) =>
            row.map((_, j) => {
              const moved = (by: number) =>
                cohenKappa({ table: counts.map((r, a) => r.map((c, b) => c / n + 1 + (a === i && b === j ? by : 0))) })[weighting].kappa ?? NaN; // prettier-ignore
              return (moved(step) - moved(-step)) / (2 * step);
            }),
          );
          // Checked at the table with 1 added to every share, which has no edges.
          const shifted = counts.map((row) => row.map((c) => c / n + 1));
          const size = shifted.flat().reduce((a, b) => a + b, 0);
          const mean = shifted.flat().reduce((total, c, i) => total + (c / size) * (slopes.flat()[i] ?? 0), 0);
          const variance = shifted.flat().reduce((total, c, i) => total + (c / size) * ((slopes.flat()[i] ?? 0) - mean) ** 2, 0); // prettier-ignore
          const want = Math.sqrt(variance * size);
          expect(Math.abs((cohenKappa({ table: shifted })[weighting].se ?? NaN) - want)).toBeLessThan(1e-5);
          expect(se).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not change when the annotators change places', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const turned = counts.map((row, i) => row.map((_, j) => counts[j]?.[i] ?? 0));
        const there = cohenKappa({ table: counts }).linear;
        const back = cohenKappa({ table: turned }).linear;
        expect(Number(there.kappa)).toBeCloseTo(Number(back.kappa), 10);
        expect(Number(there.se)).toBeCloseTo(Number(back.se), 10);
      }),
    );
  });

  it('is exactly 1 without error when all agree', () => {
    expect(cohenKappa({ table: [[7, 0, 0], [0, 3, 0], [0, 0, 1]] }).linear).toMatchObject({ kappa: 1, se: 0, lower: 1, upper: 1 }); // prettier-ignore
  });

  it('is null where one category took all, and knows what was seen', () => {
    const got = { ...nothing, observed: 1, expected: 1 };
    expect(cohenKappa({ table: [[9, 0], [0, 0]] })).toEqual({ none: got, linear: got, quadratic: got }); // prettier-ignore
  });

  it('has no answer without answers, for a table that is not square, or limits at a level that is none', () => {
    expect(cohenKappa({ table: [] }).none).toEqual(nothing);
    expect(cohenKappa({ table: [[0, 0], [0, 0]] }).none).toEqual(nothing); // prettier-ignore
    expect(cohenKappa({ table: [[4, 1]] }).none).toEqual(nothing);
    expect(cohenKappa({ table: [[4, 1], [2, 5]], conf: 2 }).none).toMatchObject({ lower: null, upper: null }); // prettier-ignore
  });
});
