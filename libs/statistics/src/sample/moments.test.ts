import { describe, expect, it } from 'vitest';
import { mean, median, total } from './moments.ts';

describe('of a few numbers', () => {
  it('the sum, the mean and the middle', () => {
    expect([total([1, 2, 6]), mean([1, 2, 6]), median([6, 1, 2])]).toEqual([9, 3, 2]);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(mean([1e308, 1e308])).toBe(1e308);
  });

  it('nothing has a sum and no middle', () => {
    expect([total([]), mean([]), median([])]).toEqual([0, NaN, NaN]);
  });
});
