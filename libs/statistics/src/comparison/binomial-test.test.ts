import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTest } from './binomial-test.ts';

const trials = fc.integer({ min: 1, max: 60 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** By adding every outcome, with Pascal's rule and plain powers. */
function byAdding(seen: number, n: number, p: number): number {
  let ways = 1;
  const outcomes = Array.from({ length: n + 1 }, (_, x) => {
    if (x > 0) ways = (ways * (n - x + 1)) / x;
    return ways * p ** x * (1 - p) ** (n - x);
  });
  const limit = (outcomes[seen] ?? 0) * (1 + 1e-7);
  return outcomes.filter((each) => each <= limit).reduce((a, b) => a + b, 0);
}

describe('binomialTest', () => {
  it('9 heads of 10: two tails of 11/1024', () => {
    const got = binomialTest({ successes: 9, n: 10, p0: 0.5 });
    expect(got.pTwoSided).toBeCloseTo(22 / 1024, 14);
    expect(got.pGreater).toBeCloseTo(11 / 1024, 14);
    expect(got.pLess).toBeCloseTo(1023 / 1024, 14);
  });

  it("Mendel's peas in R's manual: 682 of 925 against 3/4 is 0.3825", () => {
    expect(binomialTest({ successes: 682, n: 925, p0: 0.75 }).pTwoSided).toBeCloseTo(0.3825, 4);
  });

  it('equals adding every outcome no more likely', () => {
    fc.assert(
      fc.property(trials, fc.integer({ min: 1, max: 19 }), ([successes, n], twentieths) => {
        const p0 = twentieths / 20;
        const got = Number(binomialTest({ successes, n, p0 }).pTwoSided);
        expect(got).toBeCloseTo(Math.min(1, byAdding(successes, n, p0)), 10);
      }),
    );
  });

  it('a certain event surprises when it fails', () => {
    expect(binomialTest({ successes: 3, n: 4, p0: 1 })).toEqual({ pTwoSided: 0, pGreater: 1, pLess: 0 });
    expect(binomialTest({ successes: 4, n: 4, p0: 1 })).toEqual({ pTwoSided: 1, pGreater: 1, pLess: 1 });
  });

  it.each([
    { successes: 0, n: 0, p0: 0.5 },
    { successes: 5, n: 4, p0: 0.5 },
    { successes: 1.5, n: 4, p0: 0.5 },
    { successes: 1, n: 4, p0: 1.5 },
    { successes: NaN, n: 4, p0: 0.5 },
  ])('has no answer for $successes of $n against $p0', (input) => {
    expect(binomialTest(input)).toEqual({ pTwoSided: null, pGreater: null, pLess: null });
  });
});
