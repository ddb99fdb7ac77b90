import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { empiricalBernsteinCs } from './empirical-bernstein-cs.ts';

describe('empirical_bernstein_cs', () => {
  it('is worked out by hand for its first values', () => {
    // alpha 0.9999 leaves ln 2 of evidence: the first value has limits.
    const { lower, upper } = empiricalBernsteinCs({ x: [0.8], alpha: 0.9999, truncation: 0.99 });
    const evidence = Math.log(2 / 0.9999);
    const half = (evidence + 0.3 ** 2 * (-Math.log(0.01) - 0.99)) / 0.99;
    expect(lower[0]).toBeCloseTo(Math.max(0, 0.8 - half), 12);
    expect(upper[0]).toBe(1);
    expect(empiricalBernsteinCs({ x: [0.8] })).toEqual({ lower: [0], upper: [1] });
  });

  it('turns round when every value does', () => {
    const random = seededRandom('bernstein');
    const x = Array.from({ length: 200 }, () => random() ** 2);
    const there = empiricalBernsteinCs({ x });
    const back = empiricalBernsteinCs({ x: x.map((value) => 1 - value) });
    for (const place of [0, 50, 199]) expect(Number(there.lower[place]) + Number(back.upper[place])).toBeCloseTo(1, 9);
  });

  it('holds the mean and closes in on it', () => {
    const random = seededRandom('closer');
    const { lower, upper } = empiricalBernsteinCs({ x: Array.from({ length: 5000 }, () => (random() + random()) / 2) });
    expect(lower.every((limit) => limit < 0.5) && upper.every((limit) => limit > 0.5)).toBe(true);
    expect(Number(upper[4999]) - Number(lower[4999])).toBeLessThan(0.06);
  });

  it('has nothing to say of values outside 0 and 1', () => {
    expect(empiricalBernsteinCs({ x: [0.5, 1.1] })).toEqual({ lower: [], upper: [] });
    expect(empiricalBernsteinCs({ x: [0.5], alpha: 0 })).toEqual({ lower: [], upper: [] });
  });
});
