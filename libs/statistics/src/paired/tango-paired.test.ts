import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombePaired } from './newcombe-paired.ts';
import { tangoPaired } from './tango-paired.ts';

const count = fc.integer({ min: 0, max: 300 });
const cells = fc
  .record({ bothPass: count, onlyFirst: count, onlySecond: count, bothFail: count })
  .filter((counts) => Object.values(counts).some((each) => each > 0));

describe('tango_paired', () => {
  it('is what Fagerland, Lydersen and Laake 2014 (Stat Med 33:2850) have', () => {
    const { lower, upper } = tangoPaired({ bothPass: 1, onlyFirst: 1, onlySecond: 7, bothFail: 12 });
    expect(lower).toBeCloseTo(-0.517, 3);
    expect(upper).toBeCloseTo(-0.026, 3);
  });

  it('turns round when the two change places, and holds the difference', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const there = tangoPaired(counts);
        const back = tangoPaired({ ...counts, onlyFirst: counts.onlySecond, onlySecond: counts.onlyFirst });
        expect(Number(back.lower)).toBeCloseTo(-Number(there.upper), 9);
        expect(Number(there.lower)).toBeLessThanOrEqual(Number(there.diff));
        expect(Number(there.upper)).toBeGreaterThanOrEqual(Number(there.diff));
        expect(Number(there.lower)).toBeGreaterThanOrEqual(-1);
        expect(Number(there.upper)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('agrees with Newcombe to a hundredth where there are many pairs', () => {
    const counts = { bothPass: 4300, onlyFirst: 380, onlySecond: 610, bothFail: 710 };
    expect(Number(tangoPaired(counts).lower)).toBeCloseTo(Number(newcombePaired(counts).lower), 2);
    expect(Number(tangoPaired(counts).upper)).toBeCloseTo(Number(newcombePaired(counts).upper), 2);
  });

  it('ends at -1 and 1 where all pairs differ one way, and has no answer without pairs', () => {
    expect(tangoPaired({ bothPass: 0, onlyFirst: 9, onlySecond: 0, bothFail: 0 })).toMatchObject({ diff: 1, upper: 1 });
    expect(tangoPaired({ bothPass: 0, onlyFirst: 0, onlySecond: 9, bothFail: 0 }).lower).toBe(-1);
    expect(tangoPaired({ bothPass: 0, onlyFirst: 0, onlySecond: 0, bothFail: 0 }).diff).toBeNull();
  });
});
