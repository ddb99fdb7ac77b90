import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedEvalue } from './paired-evalue.ts';

const eOf = (onlyFirst: number, onlySecond: number) => Number(pairedEvalue({ onlyFirst, onlySecond }).e);

describe('paired_evalue', () => {
  // B(b + 1, c + 1) 2^(b + c) by hand.
  it.each([
    [0, 0, 1],
    [1, 0, 1],
    [2, 0, 4 / 3],
    [1, 1, 2 / 3],
    [3, 1, 0.8],
  ])('of %i and %i is %f', (b, c, e) => {
    expect(eOf(b, c)).toBeCloseTo(e, 12);
  });

  it('is fair: the mean over both ways that the next pair may go is what it was', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (b, c) => {
        expect((eOf(b + 1, c) + eOf(b, c + 1)) / 2 / eOf(b, c)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has a logarithm where it is too great for a number', () => {
    const { logE, anytimeP } = pairedEvalue({ onlyFirst: 5000, onlySecond: 0 });
    expect(logE).toBeCloseTo(5000 * Math.LN2 - Math.log(5001), 9);
    expect(anytimeP).toBe(0);
  });
});
