import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaOf } from './alpha.ts';
import { addCoincidences, alphaOfCoincidences, coincidencesOf } from './coincidences.ts';
import { answersOnScale } from './krippendorff-alpha.ts';

const pattern = fc.record({
  counts: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }),
  times: fc.integer({ min: 0, max: 50 }),
});
const patterns = fc.array(pattern, { maxLength: 20 });
const level = fc.constantFrom('nominal', 'ordinal', 'interval');

describe('coincidencesOf', () => {
  it('of example A of Krippendorff 2011: 10 zeros-zeros, 4 and 4 mixed, 2 ones-ones', () => {
    const got = coincidencesOf([
      { counts: [2, 0], times: 5 },
      { counts: [1, 1], times: 4 },
      { counts: [0, 2], times: 1 },
    ]);
    expect(got).toEqual({
      units: 10,
      matrix: [
        [10, 4],
        [4, 2],
      ],
    });
  });

  it('weighs the pairs of a unit of m answers by 1/(m - 1), so each answer counts once', () => {
    expect(coincidencesOf([{ counts: [3, 1], times: 2 }, { counts: [1], times: 8 }])).toEqual({ units: 2, matrix: [[4, 2], [2, 0]] }); // prettier-ignore
  });

  it('has nothing of nothing', () => {
    expect(coincidencesOf([])).toEqual({ units: 0, matrix: [] });
    expect(alphaOfCoincidences({ coincidences: coincidencesOf([]), level: 'nominal' })).toBeNull();
  });
});

describe('addCoincidences', () => {
  it('adds parts to the whole, and alpha of the sum is alpha of all patterns', () => {
    fc.assert(
      fc.property(patterns, patterns, level, (one, two, scale) => {
        const added = addCoincidences(coincidencesOf(one), coincidencesOf(two));
        const whole = alphaOf(answersOnScale({ patterns: [...one, ...two], level: scale }));
        expect(added.units).toBe(whole.units);
        const alpha = alphaOfCoincidences({ coincidences: added, level: scale });
        if (whole.alpha === null) expect(alpha).toBeNull();
        else expect(alpha).toBeCloseTo(whole.alpha, 10);
      }),
    );
  });

  it('uses the values of the scale', () => {
    const parts = [{ counts: [2, 1, 0], times: 9 }, { counts: [0, 2, 1], times: 4 }, { counts: [1, 0, 2], times: 3 }]; // prettier-ignore
    const values = [1, 2, 10];
    expect(alphaOfCoincidences({ coincidences: coincidencesOf(parts), level: 'interval', values })).toBeCloseTo(
      alphaOf(answersOnScale({ patterns: parts, level: 'interval', values })).alpha ?? NaN,
      12,
    );
    expect(alphaOfCoincidences({ coincidences: coincidencesOf(parts), level: 'interval', values })).not.toBeCloseTo(
      alphaOfCoincidences({ coincidences: coincidencesOf(parts), level: 'interval' }) ?? NaN,
      2,
    );
  });
});
