import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson, wilsonOfShare } from './wilson.ts';

const trials = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('wilson', () => {
  // Newcombe 1998, Stat Med 17:857, table I, method 3.
  it.for([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', ([successes = 0, n = 0, lower = 0, upper = 0]) => {
    const got = wilson({ successes, n });
    expect(got.p).toBe(successes / n);
    expect(got.lower).toBeCloseTo(lower, 4);
    expect(got.upper).toBeCloseTo(upper, 4);
  });

  it('holds the share and stays inside 0 and 1', () => {
    fc.assert(
      fc.property(trials, fc.double({ min: 0.5, max: 0.999, noNaN: true }), ([successes, n], conf) => {
        const { p, lower, upper } = wilson({ successes, n, conf });
        expect(
          0 <= Number(lower) && Number(lower) <= Number(p) && Number(p) <= Number(upper) && Number(upper) <= 1,
        ).toBe(true);
      }),
    );
  });

  it('mirrors when successes and failures change places', () => {
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const there = wilson({ successes, n });
        const back = wilson({ successes: n - successes, n });
        expect(Number(there.lower) + Number(back.upper)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('bounds none at exactly 0 and all at exactly 1', () => {
    const sizes = Array.from({ length: 500 }, (_, index) => index + 1);
    expect(sizes.filter((n) => wilson({ successes: 0, n }).lower !== 0)).toEqual([]);
    expect(sizes.filter((n) => wilson({ successes: n, n }).upper !== 1)).toEqual([]);
  });

  it.each([
    { successes: 0, n: 0 },
    { successes: 5, n: 4 },
    { successes: -1, n: 4 },
    { successes: NaN, n: 4 },
    { successes: 1, n: Infinity },
  ])('has no answer for $successes of $n', (input) => {
    expect(wilson(input)).toEqual({ p: null, lower: null, upper: null });
  });

  it('has a share but no limits at a level that is none', () => {
    expect(wilson({ successes: 1, n: 4, conf: 95 })).toEqual({ p: 0.25, lower: null, upper: null });
  });
});

describe('wilsonOfShare', () => {
  it('takes a fractional n: 300 clean rows of weight 100 bound the rate at 1.26 %, not at 0.013 %', () => {
    expect(wilsonOfShare({ p: 0, n: 300 }).upper).toBeCloseTo(0.0126, 4);
    const wide = wilsonOfShare({ p: 0.2, n: 41.5 });
    const narrow = wilsonOfShare({ p: 0.2, n: 42.5 });
    expect(Number(wide.upper) - Number(wide.lower)).toBeGreaterThan(Number(narrow.upper) - Number(narrow.lower));
  });
});
