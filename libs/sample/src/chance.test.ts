import { describe, expect, it } from 'vitest';
import { Chance } from './chance.ts';

const many = <T>(draw: () => T): T[] => Array.from({ length: 20_000 }, draw);

describe('Chance', () => {
  it('repeats itself from the same seed, and only then', () => {
    const draws = (seed: number) => {
      const chance = new Chance(seed);
      return [chance.unit(), chance.below(1000), chance.between(5, 6), chance.happens(0.5)];
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('picks by shares that need not add to 1', () => {
    const chance = new Chance(1);
    const picked = many(() =>
      chance.pick([
        ['rare', 1],
        ['often', 3],
      ]),
    );
    const share = picked.filter((thing) => thing === 'rare').length / picked.length;
    // 1/4 with a standard error of 0.3 points.
    expect(share).toBeGreaterThan(0.24);
    expect(share).toBeLessThan(0.26);
  });

  it('stays within bounds', () => {
    const chance = new Chance(2);
    const units = many(() => chance.unit());
    expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...units)).toBeLessThan(1);
    expect(new Set(many(() => chance.below(3)))).toEqual(new Set([0, 1, 2]));
  });

  it('refuses to pick from nothing', () => {
    expect(() => new Chance(3).pick([])).toThrow(RangeError);
  });
});
