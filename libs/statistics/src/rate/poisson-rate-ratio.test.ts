import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonRateRatio } from './poisson-rate-ratio.ts';

const count = fc.integer({ min: 0, max: 300 });
const exposure = fc.double({ min: 0.1, max: 1000, noNaN: true });

describe('poissonRateRatio', () => {
  it('by hand: 3 events against 1 in equal exposure', () => {
    const got = poissonRateRatio({ count1: 3, exposure1: 2, count0: 1, exposure0: 2 });
    expect(got.ratio).toBe(3);
    // Of 16 splits of 4 events, 3 or more on one side: 5; on either: 10. Half of the 4 splits 3:1 leaves 3 on a side.
    expect(got.pExactMinlike).toBeCloseTo(10 / 16, 14);
    expect(got.pMid).toBeCloseTo(6 / 16, 14);
  });

  it('counts the exposure: 3 in 8 against 1 in 2 is 0.75', () => {
    const got = poissonRateRatio({ count1: 3, exposure1: 8, count0: 1, exposure0: 2 });
    expect(got.ratio).toBe(0.75);
    // 4 events, 0.8 each on the first side: P(3) = 0.4096, P(4) = 0.4096, P(2) = 0.1536.
    expect(got.pMid).toBeCloseTo(2 * Math.min(0.4096 + 0.2048, 1 - 0.4096 - 0.2048), 12);
  });

  it('has no upper limit when all events are on the first side, and limits on both otherwise', () => {
    const got = poissonRateRatio({ count1: 3, exposure1: 8, count0: 1, exposure0: 2 });
    expect(Number(got.lower)).toBeLessThan(0.75);
    expect(Number(got.upper)).toBeGreaterThan(0.75);
    expect(Number(got.upper)).toBeLessThan(Infinity);
  });

  it('turns over when the sides change places', () => {
    fc.assert(
      fc.property(count, exposure, count, exposure, (count1, exposure1, count0, exposure0) => {
        fc.pre(count1 > 0 && count0 > 0);
        const there = poissonRateRatio({ count1, exposure1, count0, exposure0 });
        const back = poissonRateRatio({ count1: count0, exposure1: exposure0, count0: count1, exposure0: exposure1 });
        expect(Number(there.lower) * Number(back.upper)).toBeCloseTo(1, 9);
        expect(Number(there.pMid)).toBeCloseTo(Number(back.pMid), 10);
        expect(Number(there.pExactMinlike)).toBeCloseTo(Number(back.pExactMinlike), 10);
      }),
    );
  });

  it('has a lower limit but no end when only the second had none', () => {
    const got = poissonRateRatio({ count1: 5, exposure1: 10, count0: 0, exposure0: 10 });
    expect(got).toMatchObject({ ratio: Infinity, upper: Infinity });
    // Clopper-Pearson of 5 in 5: lower share 0.025^(1/5).
    const share = 0.025 ** 0.2;
    expect(got.lower).toBeCloseTo(share / (1 - share), 12);
  });

  it('is 0 with a lower limit of 0 when only the first had none', () => {
    expect(poissonRateRatio({ count1: 0, exposure1: 10, count0: 5, exposure0: 10 })).toMatchObject({
      ratio: 0,
      lower: 0,
    });
  });

  it.each([
    { count1: 0, exposure1: 1, count0: 0, exposure0: 1 },
    { count1: 1, exposure1: 0, count0: 1, exposure0: 1 },
    { count1: 1.5, exposure1: 1, count0: 1, exposure0: 1 },
    { count1: 1, exposure1: 1, count0: -1, exposure0: 1 },
  ])('has no answer for $count1/$exposure1 against $count0/$exposure0', (input) => {
    expect(poissonRateRatio(input)).toEqual({ ratio: null, lower: null, upper: null, pExactMinlike: null, pMid: null });
  });
});
