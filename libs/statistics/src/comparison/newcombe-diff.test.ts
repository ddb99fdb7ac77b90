import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombeDiff, newcombeDiffOfShares } from './newcombe-diff.ts';

const trials = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('newcombeDiff', () => {
  // Newcombe 1998, Stat Med 17:873, table II, method 10.
  it.for([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i - %i/%i', ([x1 = 0, n1 = 0, x2 = 0, n2 = 0, lower = 0, upper = 0]) => {
    const got = newcombeDiff({ x1, n1, x2, n2 });
    expect(got.diff).toBeCloseTo(x1 / n1 - x2 / n2, 14);
    expect(got.lower).toBeCloseTo(lower, 4);
    expect(got.upper).toBeCloseTo(upper, 4);
  });

  it('changes sign with the order and stays inside -1 and 1', () => {
    fc.assert(
      fc.property(trials, trials, ([x1, n1], [x2, n2]) => {
        const there = newcombeDiff({ x1, n1, x2, n2 });
        const back = newcombeDiff({ x1: x2, n1: n2, x2: x1, n2: n1 });
        expect(Number(there.lower)).toBeCloseTo(-Number(back.upper), 12);
        expect(Number(there.lower) >= -1 - 1e-12 && Number(there.upper) <= 1 + 1e-12).toBe(true);
      }),
    );
  });

  it('is the same from shares', () => {
    const counts = newcombeDiff({ x1: 38, n1: 900, x2: 61, n2: 910, conf: 0.9 });
    expect(newcombeDiffOfShares({ p1: 38 / 900, n1: 900, p2: 61 / 910, n2: 910, conf: 0.9 })).toEqual(counts);
  });

  it('widens with a smaller effective n', () => {
    const plain = newcombeDiffOfShares({ p1: 0.06, n1: 800, p2: 0.04, n2: 9000 });
    const clustered = newcombeDiffOfShares({ p1: 0.06, n1: 512.7, p2: 0.04, n2: 9000 });
    expect(Number(clustered.lower)).toBeLessThan(Number(plain.lower));
    expect(Number(clustered.upper)).toBeGreaterThan(Number(plain.upper));
  });

  it('has no answer without trials on a side, and no limits at a level that is none', () => {
    expect(newcombeDiff({ x1: 1, n1: 2, x2: 0, n2: 0 })).toEqual({ diff: null, lower: null, upper: null });
    expect(newcombeDiff({ x1: 1, n1: 2, x2: 1, n2: 4, conf: 0 })).toEqual({ diff: 0.25, lower: null, upper: null });
  });
});
