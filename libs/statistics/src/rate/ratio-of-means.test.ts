import { describe, expect, it } from 'vitest';
import { ratioOfMeans } from './ratio-of-means.ts';

const about = (value: number): number => expect.closeTo(value, 9) as number;

describe('ratioOfMeans', () => {
  it('adds the squares of relative errors on the log scale', () => {
    // 4 over 5, errors of 3 % and 4 %: 5 % together, so exp(1.959964 x 0.05) = 1.10296 either way.
    const found = ratioOfMeans({ first: { mean: 4, se: 0.12 }, second: { mean: 5, se: 0.2 } });
    const reach = Math.exp(1.959963984540054 * 0.05);
    expect(reach).toBeCloseTo(1.10296, 5);
    expect(found).toEqual({ ratio: 0.8, lower: about(0.8 / reach), upper: about(0.8 * reach) });
  });

  it.each([
    ['a mean of 0', { mean: 0, se: 1 }],
    ['a mean below 0', { mean: -2, se: 1 }],
    ['an error that is no number', { mean: 2, se: NaN }],
  ])('says nothing of %s', (_, side) => {
    const other = { mean: 2, se: 0.1 };
    const none = { ratio: null, lower: null, upper: null };
    expect(ratioOfMeans({ first: side, second: other })).toEqual(none);
    expect(ratioOfMeans({ first: other, second: side })).toEqual(none);
  });
});
