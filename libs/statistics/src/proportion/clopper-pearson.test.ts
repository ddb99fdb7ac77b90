import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { wilson } from './wilson.ts';

const trials = fc
  .integer({ min: 1, max: 20_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('clopperPearson', () => {
  it('of none is 1 - (tail)^(1/n), its closed form', () => {
    const { lower, upper } = clopperPearson({ successes: 0, n: 300 });
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(1 - 0.025 ** (1 / 300), 13);
  });

  it('of all mirrors none', () => {
    const { lower, upper } = clopperPearson({ successes: 12, n: 12 });
    expect(lower).toBeCloseTo(0.025 ** (1 / 12), 13);
    expect(upper).toBe(1);
  });

  it('is 0.2527 to 0.3676 for 81 of 263 (Newcombe 1998, Stat Med 17:857, method 5)', () => {
    const { lower, upper } = clopperPearson({ successes: 81, n: 263 });
    expect(lower).toBeCloseTo(0.2527, 4);
    expect(upper).toBeCloseTo(0.3676, 4);
  });

  it('holds the share, stays inside 0 and 1 and is wider than half of Wilson', () => {
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const { p, lower, upper } = clopperPearson({ successes, n });
        expect(
          0 <= Number(lower) && Number(lower) <= Number(p) && Number(p) <= Number(upper) && Number(upper) <= 1,
        ).toBe(true);
        const score = wilson({ successes, n });
        expect(Number(upper) - Number(lower)).toBeGreaterThan((Number(score.upper) - Number(score.lower)) / 2);
      }),
    );
  });

  it('has no answer without trials and no limits at a level that is none', () => {
    expect(clopperPearson({ successes: 0, n: 0 })).toEqual({ p: null, lower: null, upper: null });
    expect(clopperPearson({ successes: 3, n: 2 })).toEqual({ p: null, lower: null, upper: null });
    expect(clopperPearson({ successes: 1, n: 2, conf: 1 })).toEqual({ p: 0.5, lower: null, upper: null });
  });
});
