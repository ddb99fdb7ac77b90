import { describe, expect, it } from 'vitest';
import { winRate } from './win-rate.ts';

describe('win_rate', () => {
  it('counts a tie as half a win', () => {
    // Scores 1, 1, 0, 0.5: mean 0.625, squares about it 0.6875, over 4 x 3.
    const { winRate: rate, se, signTestP } = winRate({ wins: 2, losses: 1, ties: 1 });
    expect(rate).toBe(0.625);
    expect(se).toBeCloseTo(Math.sqrt(0.6875 / 12), 12);
    expect(signTestP).toBe(1);
  });

  it('tests the pairs that were decided', () => {
    expect(winRate({ wins: 6, losses: 0, ties: 20 }).signTestP).toBeCloseTo(2 / 64, 12);
    expect(winRate({ wins: 0, losses: 0, ties: 3 })).toEqual({
      winRate: 0.5,
      se: 0,
      lower: 0.5,
      upper: 0.5,
      signTestP: 1,
    });
  });

  it('turns round with wins and losses, within 0 and 1', () => {
    const there = winRate({ wins: 9, losses: 2, ties: 1 });
    const back = winRate({ wins: 2, losses: 9, ties: 1 });
    expect(Number(there.lower) + Number(back.upper)).toBeCloseTo(1, 12);
    expect([there.upper, back.lower]).toEqual([1, 0]);
  });

  it('knows no spread of one comparison and nothing of none', () => {
    expect(winRate({ wins: 1, losses: 0, ties: 0 })).toMatchObject({ winRate: 1, se: null, lower: null });
    expect(winRate({ wins: 0, losses: 0, ties: 0 }).winRate).toBeNull();
  });
});
