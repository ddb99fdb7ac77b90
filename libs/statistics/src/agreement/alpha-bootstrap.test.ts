import { describe, expect, it } from 'vitest';
import { bootstrapAlpha } from './alpha-bootstrap.ts';
import { alphaOf } from './alpha.ts';
import { answersOnScale } from './krippendorff-alpha.ts';

const scale = (patterns: readonly { counts: number[]; times: number }[], level: 'nominal' | 'ordinal' = 'nominal') =>
  answersOnScale({ patterns, level });
const nothing = { lower: null, upper: null, se: null, undefinedShare: null };

describe('bootstrapAlpha', () => {
  it('equals the limits of every possible resample of three units', () => {
    // Units aa, ab, bb, drawn three times: 27 equally likely resamples. Alpha is null in 2 of them (all aa, all bb),
    // -2/3 when all are ab (1 - 5 * 3/9).
    const paired = scale([{ counts: [2, 0], times: 1 }, { counts: [1, 1], times: 1 }, { counts: [0, 2], times: 1 }]); // prettier-ignore
    const got = bootstrapAlpha(paired, { seed: 'three', replicates: 20_000, conf: 0.8 });
    expect(got.undefinedShare).toBeCloseTo(2 / 27, 2);
    // Of the 25 left the lowest are 1 of -2/3 and then 3 each of aa ab ab and ab ab bb: 1 - 5 * 2/8.
    expect(got.lower).toBeCloseTo(-0.25, 12);
    // The highest: aa aa bb and aa bb bb, three each, agree fully; they are 6 of 25, so above the 90th percentile.
    expect(got.upper).toBe(1);
  });

  it('is near the jackknife interval where units are many', () => {
    const paired = scale(
      [
        { counts: [3, 0, 0], times: 40_000 },
        { counts: [2, 1, 0], times: 21_000 },
        { counts: [0, 3, 0], times: 17_000 },
        { counts: [0, 1, 2], times: 9_000 },
        { counts: [1, 1, 1], times: 3_000 },
      ],
      'ordinal',
    );
    const { alpha, jackknifeSe } = alphaOf(paired);
    const got = bootstrapAlpha(paired, { seed: 'many' });
    const se = Number(jackknifeSe);
    expect(Math.abs(Number(got.se) / se - 1)).toBeLessThan(0.06);
    expect(Math.abs((Number(got.lower) - Number(alpha)) / se + 1.96)).toBeLessThan(0.15);
    expect(Math.abs((Number(got.upper) - Number(alpha)) / se - 1.96)).toBeLessThan(0.15);
    expect(got.undefinedShare).toBe(0);
  });

  it('is the same for the same seed and another for another', () => {
    const paired = scale([{ counts: [2, 1], times: 30 }, { counts: [0, 2], times: 30 }]); // prettier-ignore
    expect(bootstrapAlpha(paired, { seed: 'a' })).toEqual(bootstrapAlpha(paired, { seed: 'a' }));
    expect(bootstrapAlpha(paired, { seed: 'a' }).se).not.toBe(bootstrapAlpha(paired, { seed: 'b' }).se);
  });

  it('takes ranks 50 and 1950 of 2,000: a lower level lies inside a higher one', () => {
    const paired = scale([{ counts: [2, 1], times: 300 }, { counts: [0, 2], times: 300 }, { counts: [2, 0], times: 90 }]); // prettier-ignore
    const wide = bootstrapAlpha(paired, { seed: 'a', conf: 0.95 });
    const narrow = bootstrapAlpha(paired, { seed: 'a', conf: 0.8 });
    expect(Number(wide.lower)).toBeLessThan(Number(narrow.lower));
    expect(Number(wide.upper)).toBeGreaterThan(Number(narrow.upper));
  });

  it('has no limits where too many resamples lose all variation', () => {
    const got = bootstrapAlpha(scale([{ counts: [2, 0], times: 50 }, { counts: [1, 1], times: 1 }]), { seed: 'a' }); // prettier-ignore
    expect(got).toMatchObject({ lower: null, upper: null, se: null });
    // (50/51)^51: the one unit with a b is not drawn.
    expect(Math.abs(Number(got.undefinedShare) - (50 / 51) ** 51)).toBeLessThan(0.04);
  });

  it('has no answer without two units or at a level that is none', () => {
    const some = scale([{ counts: [2, 1], times: 30 }]);
    expect(bootstrapAlpha(scale([]), { seed: 'a' })).toEqual(nothing);
    expect(bootstrapAlpha(scale([{ counts: [2, 1], times: 1 }]), { seed: 'a' })).toEqual(nothing);
    expect(bootstrapAlpha(some, { seed: 'a', conf: 95 })).toEqual(nothing);
  });
});
