import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from './fisher-exact.ts';
import { twoProportionTest } from './two-proportion-test.ts';

const trials = fc.integer({ min: 1, max: 60 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** Pascal's triangle in whole numbers, so the oracle shares nothing with the code. */
function choose(n: number, k: number): bigint {
  let value = 1n;
  for (let i = 1; i <= k; i++) value = (value * BigInt(n - k + i)) / BigInt(i);
  return value;
}

function fisherByCounting([x1, n1]: readonly [number, number], [x2, n2]: readonly [number, number]): number {
  const total = x1 + x2;
  const ways = (x: number) => choose(n1, x) * choose(n2, total - x);
  let all = 0n;
  let unlikely = 0n;
  for (let x = Math.max(0, total - n2); x <= Math.min(n1, total); x++) {
    all += ways(x);
    if (ways(x) <= ways(x1)) unlikely += ways(x);
  }
  return Number((unlikely * 10n ** 60n) / all) / 1e60;
}

describe('fisherExact', () => {
  it("tells 3 of 4 from 1 of 4 with p = 34/70, the lady's cups (Fisher 1935)", () => {
    expect(fisherExact({ x1: 3, n1: 4, x2: 1, n2: 4 })).toBeCloseTo(34 / 70, 14);
  });

  it('equals counting all tables', () => {
    fc.assert(
      fc.property(trials, trials, ([x1, n1], [x2, n2]) => {
        const want = fisherByCounting([x1, n1], [x2, n2]);
        expect(Math.abs((fisherExact({ x1, n1, x2, n2 }) ?? NaN) / want - 1)).toBeLessThan(1e-11);
      }),
    );
  });

  it('keeps its digits far out and at millions of trials', () => {
    expect(fisherExact({ x1: 40, n1: 40, x2: 0, n2: 40 })).toBeCloseTo(2 / Number(choose(80, 40)), 30);
    expect(fisherExact({ x1: 500_000, n1: 10_000_000, x2: 510_000, n2: 10_000_000 })).toBeGreaterThan(0);
  });

  it.each([
    { x1: 0.5, n1: 4, x2: 1, n2: 4 },
    { x1: 5, n1: 4, x2: 1, n2: 4 },
    { x1: 0, n1: 0, x2: 1, n2: 4 },
    { x1: -1, n1: 4, x2: 1, n2: 4 },
  ])('has no answer for $x1/$n1 and $x2/$n2', (counts) => {
    expect(fisherExact(counts)).toBeNull();
  });
});

describe('twoProportionTest', () => {
  it('by hand: 10 of 20 against 5 of 20 is chi2 8/3', () => {
    const got = twoProportionTest({ x1: 10, n1: 20, x2: 5, n2: 20 });
    expect(got.chi2).toBeCloseTo(8 / 3, 13);
    // P(|Z| > 1.632993) from tables of the normal law.
    expect(got.chi2P).toBeCloseTo(0.1024704, 6);
    expect(got).toMatchObject({ test: 'chi2', p: got.chi2P });
  });

  it('takes Fisher where an expected count is below 5', () => {
    const got = twoProportionTest({ x1: 3, n1: 4, x2: 1, n2: 4 });
    expect(got).toMatchObject({ test: 'fisher', p: got.fisherP });
  });

  it('has only the chi-square for fractional (effective) counts', () => {
    const got = twoProportionTest({ x1: 3.5, n1: 40.2, x2: 8.1, n2: 55 });
    expect(got.fisherP).toBeNull();
    expect(got).toMatchObject({ test: 'chi2', p: got.chi2P });
  });

  it('sees no difference when none or all were counted', () => {
    expect(twoProportionTest({ x1: 0, n1: 9, x2: 0, n2: 7 })).toEqual({
      chi2: null,
      chi2P: null,
      fisherP: 1,
      p: 1,
      test: 'fisher',
    });
    expect(twoProportionTest({ x1: 9, n1: 9, x2: 7, n2: 7 })).toEqual({
      chi2: null,
      chi2P: null,
      fisherP: 1,
      p: 1,
      test: 'fisher',
    });
  });

  it('does not depend on the order of the groups', () => {
    fc.assert(
      fc.property(trials, trials, ([x1, n1], [x2, n2]) => {
        const there = twoProportionTest({ x1, n1, x2, n2 });
        const back = twoProportionTest({ x1: x2, n1: n2, x2: x1, n2: n1 });
        expect(Number(there.p)).toBeCloseTo(Number(back.p), 11);
      }),
    );
  });

  it('has no answer without trials on a side', () => {
    const nothing = { chi2: null, chi2P: null, fisherP: null, p: null, test: null };
    expect(twoProportionTest({ x1: 0, n1: 0, x2: 1, n2: 4 })).toEqual(nothing);
    expect(twoProportionTest({ x1: 5, n1: 4, x2: 1, n2: 4 })).toEqual(nothing);
  });
});
