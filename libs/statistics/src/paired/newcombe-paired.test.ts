import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombePaired } from './newcombe-paired.ts';

const count = fc.integer({ min: 0, max: 500 });
const cells = fc
  .record({ bothPass: count, onlyFirst: count, onlySecond: count, bothFail: count })
  .filter((counts) => Object.values(counts).some((each) => each > 0));

describe('newcombe_paired', () => {
  it('is what Newcombe 1998 (Stat Med 17:2635, table III) has', () => {
    const { diff, lower, upper } = newcombePaired({ bothPass: 36, onlyFirst: 12, onlySecond: 2, bothFail: 0 });
    expect(diff).toBeCloseTo(0.2, 12);
    expect(lower).toBeCloseTo(0.0569, 4);
    expect(upper).toBeCloseTo(0.3404, 4);
  });

  it('turns round when the two change places', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const there = newcombePaired(counts);
        const back = newcombePaired({ ...counts, onlyFirst: counts.onlySecond, onlySecond: counts.onlyFirst });
        expect(Number(back.lower)).toBeCloseTo(-Number(there.upper), 12);
        expect(Number(back.upper)).toBeCloseTo(-Number(there.lower), 12);
      }),
    );
  });

  it('holds the difference and stays inside -1 and 1', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const { diff, lower, upper, phi } = newcombePaired(counts);
        expect(Number(lower)).toBeLessThanOrEqual(Number(diff));
        expect(Number(upper)).toBeGreaterThanOrEqual(Number(diff));
        expect(Math.min(Number(lower), Number(phi))).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(Math.max(Number(upper), Number(phi))).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('has no answer without pairs, and no limits at a level that is none', () => {
    const none = { bothPass: 0, onlyFirst: 0, onlySecond: 0, bothFail: 0 };
    expect(newcombePaired(none)).toEqual({ diff: null, lower: null, upper: null, phi: null });
    expect(newcombePaired({ ...none, onlyFirst: 1, conf: 95 })).toMatchObject({ diff: 1, lower: null, upper: null });
  });
});
