import { describe, expect, it } from 'vitest';
import { pairedRatio } from './paired-ratio.ts';

describe('paired_ratio', () => {
  it('is the ratio of both shares with limits on the log scale', () => {
    // 30 of 100 beside 20 of 100; ln 1.5 +- 1.96 sqrt((20 + 10) / (30 x 20)).
    const { ratio, seLog, lower, upper } = pairedRatio({ bothEvent: 10, onlyFirst: 20, onlySecond: 10, neither: 60 });
    expect(ratio).toBe(1.5);
    expect(seLog).toBeCloseTo(Math.sqrt(0.05), 12);
    expect(lower).toBeCloseTo(1.5 * Math.exp(-1.959964 * Math.sqrt(0.05)), 6);
    expect(Number(lower) * Number(upper)).toBeCloseTo(2.25, 12);
  });

  it('has a ratio of 0 without limits where the first has none, and none at all where the second has none', () => {
    expect(pairedRatio({ bothEvent: 0, onlyFirst: 0, onlySecond: 3, neither: 9 })).toMatchObject({ ratio: 0, seLog: null, lower: null }); // prettier-ignore
    expect(pairedRatio({ bothEvent: 0, onlyFirst: 3, onlySecond: 0, neither: 9 }).ratio).toBeNull();
  });
});
