import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, median, mediansOfOthers, total } from './moments.ts';

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

describe('medians of all others', () => {
  it('leave each out in its turn', () => {
    // Of 1 2 6, 1 5 6, 2 5 6 and 1 2 5, in the order of 5 2 1 6.
    expect(mediansOfOthers([5, 2, 1, 6])).toEqual([2, 5, 5, 2]);
    expect(mediansOfOthers([7])).toEqual([NaN]);
    expect(mediansOfOthers([])).toEqual([]);
  });

  it('are those of the others alone, with ties and without', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })));
    fc.assert(
      fc.property(values, (all) => {
        const alone = all.map((_, left) => median(all.filter((_each, place) => place !== left)));
        expect(mediansOfOthers(all)).toEqual(alone);
      }),
    );
  });
});
