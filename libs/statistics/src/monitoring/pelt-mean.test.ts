import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { defaultPenalty, peltMean } from './pelt-mean.ts';

const squares = (segment: readonly number[]) => {
  const mean = segment.reduce((sum, each) => sum + each, 0) / segment.length;
  return segment.reduce((sum, each) => sum + (each - mean) ** 2, 0);
};

/** The least cost over every way to cut the points, tried one by one. */
function leastCost(x: readonly number[], penalty: number, minSegment: number): number {
  let best = Infinity;
  for (let cuts = 0; cuts < 2 ** (x.length - 1); cuts += 1) {
    const after = x.flatMap((_, place) => (place > 0 && (cuts >> (place - 1)) % 2 === 1 ? [place] : []));
    const ends = [...after, x.length];
    const segments = ends.map((end, place) => x.slice(place === 0 ? 0 : ends[place - 1], end));
    if (segments.some(({ length }) => length < minSegment)) continue;
    best = Math.min(best, segments.reduce((sum, segment) => sum + squares(segment), 0) + penalty * after.length);
  }
  return best;
}

describe('pelt_mean', () => {
  it('has the least cost of all ways to cut', () => {
    const points = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 20 }), fc.constantFrom(1, 2), (x, penalty, minSegment) => {
        const { changeAfter, totalCost } = peltMean({ x, penalty, minSegment });
        expect(totalCost).toBeCloseTo(leastCost(x, penalty, minSegment), 9);
        const ends = [0, ...changeAfter, x.length];
        expect(ends.slice(1).every((end, place) => end - (ends[place] ?? 0) >= minSegment)).toBe(true);
      }),
    );
  });

  it('takes its penalty from the moves between neighbours', () => {
    // Moves 1, -1, 1, -1: their median is 0, that of their sizes 1.
    expect(defaultPenalty([0, 1, 0, 1, 0])).toBeCloseTo(2 * (1 / 0.6745 / Math.SQRT2) ** 2 * Math.log(5), 12);
    const random = seededRandom('a change in the middle');
    const x = Array.from({ length: 60 }, (_, place) => random() + (place < 30 ? 0 : 2));
    expect(peltMean({ x }).changeAfter).toEqual([30]);
  });

  it('has nothing to say of too few points or a penalty that is none', () => {
    expect(peltMean({ x: [1], penalty: 1 })).toEqual({ changeAfter: [], totalCost: null });
    expect(peltMean({ x: [1, 2], penalty: -1 }).totalCost).toBeNull();
  });
});
