import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ksTwoSample } from './ks-two-sample.ts';

/** Share of all orders of n and m values, listed one by one, whose D reaches d. */
function byListing(n: number, m: number, d: number): number {
  let all = 0;
  let reached = 0;
  const walk = (i: number, j: number, most: number): void => {
    const gap = Math.max(most, Math.abs(i / n - j / m));
    if (i === n && j === m) {
      all += 1;
      if (gap >= d - 1e-12) reached += 1;
      return;
    }
    if (i < n) walk(i + 1, j, gap);
    if (j < m) walk(i, j + 1, gap);
  };
  walk(0, 0, 0);
  return reached / all;
}

describe('ksTwoSample', () => {
  it('by hand: 1 2 3 all below 4 5 6 is D 1, as in 2 of 20 orders', () => {
    const got = ksTwoSample({ a: [3, 1, 2], b: [6, 4, 5] });
    expect(got.d).toBe(1);
    expect(got.pExactNoTies).toBeCloseTo(2 / 20, 15);
  });

  it('D is the largest distance of the two shares at or below any value, in whatever order they come', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const below = (sample: readonly number[], at: number) =>
          sample.filter((each) => each <= at).length / sample.length;
        const gaps = [...a, ...b].map((at) => Math.abs(below(a, at) - below(b, at)));
        expect(ksTwoSample({ a, b }).d).toBeCloseTo(Math.max(...gaps), 13);
      }),
    );
  });

  it('steps over equal values together', () => {
    expect(ksTwoSample({ a: [1, 1, 1, 2], b: [1, 2, 2, 2] }).d).toBe(0.5);
    expect(ksTwoSample({ a: [5, 5], b: [5, 5, 5] })).toMatchObject({ d: 0, pExactNoTies: 1, pAsymptotic: 1 });
  });

  it('the exact p is the share of all orders', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (values, cut) => {
          fc.pre(cut < values.length && values.length - cut <= 7);
          const [a, b] = [values.slice(0, cut), values.slice(cut)];
          const got = ksTwoSample({ a, b });
          expect(got.pExactNoTies).toBeCloseTo(byListing(a.length, b.length, Number(got.d)), 12);
        },
      ),
    );
  });

  it('is the same when the samples change places', () => {
    const one = { a: [0.2, 0.9, 1.4, 2.2], b: [0.3, 1.5, 1.6, 2.9, 3.1] };
    const there = ksTwoSample(one);
    const back = ksTwoSample({ a: one.b, b: one.a });
    expect(there.d).toBe(back.d);
    expect(there.pExactNoTies).toBeCloseTo(back.pExactNoTies ?? NaN, 14);
  });

  it('takes the limit law of D sqrt(nm/(n+m)), and has no exact p, for 101 and 100 values', () => {
    const a = Array.from({ length: 101 }, (_, i) => i);
    const b = Array.from({ length: 100 }, (_, i) => i + 20.5);
    const got = ksTwoSample({ a, b });
    expect(got.pExactNoTies).toBeNull();
    const lambda = Number(got.d) * Math.sqrt(10_100 / 201);
    // The first two terms of Kolmogorov's series are enough this far out.
    const want = 2 * (Math.exp(-2 * lambda * lambda) - Math.exp(-8 * lambda * lambda));
    expect(Math.abs(Number(got.pAsymptotic) / want - 1)).toBeLessThan(1e-6);
    expect(ksTwoSample({ a: a.slice(1), b }).pExactNoTies).not.toBeNull();
  });

  it('has no answer without values on a side', () => {
    const nothing = { d: null, pExactNoTies: null, pAsymptotic: null };
    expect(ksTwoSample({ a: [], b: [1] })).toEqual(nothing);
    expect(ksTwoSample({ a: [1, NaN], b: [1] })).toEqual(nothing);
  });
});
