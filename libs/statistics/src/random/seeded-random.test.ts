import { describe, expect, it } from 'vitest';
import { seededRandom, xoshiro128 } from './seeded-random.ts';

describe('xoshiro128', () => {
  it('from 1 2 3 4 gives 11520 0 5927040 70819200 (worked by hand from the published steps)', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect([next(), next(), next(), next()]).toEqual([11520, 0, 5927040, 70819200]);
  });
});

describe('seededRandom', () => {
  const draw = (seed: string, count: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, random);
  };

  it('is the same for a seed, on every machine', () => {
    expect(draw('alpha|week 3', 5)).toEqual(draw('alpha|week 3', 5));
    expect(draw('', 1)).not.toEqual(draw('a', 1));
    expect(draw('ab', 1)).not.toEqual(draw('ba', 1));
  });

  it('stays inside 0 and 1 and fills them evenly', () => {
    const numbers = draw('even', 100_000);
    expect(numbers.every((each) => each > 0 && each < 1)).toBe(true);
    const bins = Array<number>(20).fill(0);
    for (const each of numbers) bins[Math.floor(each * 20)]! += 1;
    const chi2 = bins.reduce((total, count) => total + (count - 5000) ** 2 / 5000, 0);
    // 0.9999 point of chi-square with 19 degrees of freedom.
    expect(chi2).toBeLessThan(50.8);
  });

  it('gives neighbouring seeds unlike streams', () => {
    const one = draw('slice 1', 20_000);
    const two = draw('slice 2', 20_000);
    const covariance = one.reduce((total, each, i) => total + (each - 0.5) * ((two[i] ?? 0) - 0.5), 0) / 20_000;
    // Four standard errors of 1/12/sqrt(20,000).
    expect(Math.abs(covariance)).toBeLessThan(4 / 12 / Math.sqrt(20_000));
  });
});
