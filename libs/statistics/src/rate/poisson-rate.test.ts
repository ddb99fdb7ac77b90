import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonRate } from './poisson-rate.ts';

describe('poissonRate', () => {
  it('no event: upper limit -ln 0.025 per exposure', () => {
    const got = poissonRate({ count: 0, exposure: 4 });
    expect(got).toMatchObject({ rate: 0, lower: 0 });
    expect(got.upper).toBeCloseTo(-Math.log(0.025) / 4, 13);
  });

  // Garwood 1936, table 1, limits of the mean at 95 %.
  it.for([
    [1, 0.025, 5.57],
    [5, 1.62, 11.67],
    [10, 4.8, 18.39],
    [50, 37.11, 65.92],
  ])('%i events', ([count = 0, lower = 0, upper = 0]) => {
    const got = poissonRate({ count, exposure: 1 });
    expect(got.lower).toBeCloseTo(lower, 2);
    expect(got.upper).toBeCloseTo(upper, 2);
  });

  it('holds the rate, and scales with the exposure', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (count, exposure) => {
          const got = poissonRate({ count, exposure });
          const unit = poissonRate({ count, exposure: 1 });
          expect(Number(got.lower) <= Number(got.rate) && Number(got.rate) <= Number(got.upper)).toBe(true);
          expect(Math.abs((Number(got.upper) * exposure) / Number(unit.upper) - 1)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it('has no answer without exposure, and no limits at a level that is none', () => {
    const nothing = { rate: null, lower: null, upper: null };
    expect([poissonRate({ count: 3, exposure: 0 }), poissonRate({ count: -1, exposure: 2 })]).toEqual([
      nothing,
      nothing,
    ]);
    expect(poissonRate({ count: NaN, exposure: 2 })).toEqual(nothing);
    expect(poissonRate({ count: 3, exposure: 2, conf: 1 })).toEqual({ rate: 1.5, lower: null, upper: null });
  });
});
