import { describe, expect, it } from 'vitest';
import { normalCdf } from '../distribution/normal.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

const twoSided = (z: number) => 2 * Number(normalCdf(-Math.abs(z)));

describe('wilcoxonSignedRank', () => {
  it('adds up the ranks of what rose', () => {
    // Ranks 1, 2, 3; 1 and 3 rose: 4 beside 3 expected, variance 3 x 4 x 7 / 24.
    expect(wilcoxonSignedRank([1, -2, 3]).v).toBe(4);
    expect(wilcoxonSignedRank([1, -2, 3]).p).toBeCloseTo(twoSided(0.5 / Math.sqrt(3.5)), 12);
  });

  it('drops zeros and lets ties share their rank', () => {
    // Ranks 1.5, 1.5, 3: variance 3.5 - (2^3 - 2) / 48.
    const { v, p } = wilcoxonSignedRank([0, 2, -2, 5, 0]);
    expect(v).toBe(4.5);
    expect(p).toBeCloseTo(twoSided(1 / Math.sqrt(3.375)), 12);
  });

  it('is 1 where both sides weigh the same, and nothing where nothing moved', () => {
    expect(wilcoxonSignedRank([2, -2])).toEqual({ v: 1.5, p: 1 });
    expect(wilcoxonSignedRank([0, 0])).toEqual({ v: null, p: null });
  });
});
