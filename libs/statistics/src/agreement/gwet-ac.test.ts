import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gwetAc, gwetAcOfPatterns } from './gwet-ac.ts';
import { percentAgreementOfPatterns } from './percent-agreement.ts';

const nothing = { observed: null, chance: null, coef: null, se: null };
const weightings = ['identity', 'linear', 'quadratic', 'ordinal'] as const;
const pattern = fc.record({
  counts: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((counts) => [...counts]),
  times: fc.integer({ min: 1, max: 9 }),
});
const patterns = fc.array(pattern, { minLength: 1, maxLength: 15 });

describe('gwetAc', () => {
  it('of 118 both no, 2 + 5 split, 0 both yes of 125: AC1 0.94 where kappa is below 0', () => {
    // Two categories, shares 0.972 and 0.028: chance 2 * 0.972 * 0.028.
    const got = gwetAcOfPatterns({ patterns: [{ counts: [2, 0], times: 118 }, { counts: [1, 1], times: 7 }], weighting: 'identity' }); // prettier-ignore
    const chance = 2 * 0.972 * 0.028;
    expect(got.chance).toBeCloseTo(chance, 14);
    expect(got.coef).toBeCloseTo((118 / 125 - chance) / (1 - chance), 14);
  });

  it('with four raters and gaps is 0.77544 (benchmark of Gwet 2014)', () => {
    const ratersByUnits = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
      [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
    ];
    const got = gwetAc({ ratersByUnits });
    expect(got.ac1.coef).toBeCloseTo(0.77544, 5);
    expect(got.ac1.se).toBeCloseTo(0.14295, 5);
  });

  it('weighs by distance: quadratic of 3 steps on a scale of 4 is 0, of 1 step 8/9', () => {
    // One unit of each kind; pair agreement 0 and 8/9.
    const far = { counts: [1, 0, 0, 1], times: 1 };
    const near = { counts: [0, 1, 1, 0], times: 1 };
    expect(gwetAcOfPatterns({ patterns: [far, near], weighting: 'quadratic' }).observed).toBeCloseTo(4 / 9, 14);
    expect(gwetAcOfPatterns({ patterns: [far, near], weighting: 'linear' }).observed).toBeCloseTo(1 / 3, 14);
    // Ordinal: 1 - C(2, 2) / C(4, 2) = 5/6 for neighbours.
    expect(gwetAcOfPatterns({ patterns: [far, near], weighting: 'ordinal' }).observed).toBeCloseTo(5 / 12, 14);
  });

  it('AC1 observes the agreement of the mean unit', () => {
    fc.assert(
      fc.property(patterns, (rows) => {
        const got = gwetAcOfPatterns({ patterns: rows, weighting: 'identity', values: [0, 1, 2] });
        const want = percentAgreementOfPatterns(rows).itemWeighted;
        if (want === null) expect(got.observed).toBeNull();
        else expect(got.observed).toBeCloseTo(want, 12);
      }),
    );
  });

  it('of patterns is that of their units one by one', () => {
    fc.assert(
      fc.property(patterns, fc.constantFrom(...weightings), (rows, weighting) => {
        const units = rows.flatMap(({ counts, times }) => Array.from({ length: times }, () => ({ counts, times: 1 })));
        const got = gwetAcOfPatterns({ patterns: rows, weighting, values: [1, 2, 4] });
        const want = gwetAcOfPatterns({ patterns: units, weighting, values: [1, 2, 4] });
        expect(got.coef === null).toBe(want.coef === null);
        expect(Number(got.coef)).toBeCloseTo(Number(want.coef), 9);
        expect(Number(got.se)).toBeCloseTo(Number(want.se), 9);
      }),
    );
  });

  it('counts a category of the scale that nobody used', () => {
    const rows = [{ counts: [2, 0], times: 9 }, { counts: [1, 1], times: 3 }]; // prettier-ignore
    const two = gwetAcOfPatterns({ patterns: rows, weighting: 'identity' });
    const three = gwetAcOfPatterns({ patterns: rows, weighting: 'identity', values: [0, 1, 2] });
    expect(three.chance).toBeCloseTo((two.chance ?? NaN) / 2, 14);
  });

  it('has no standard error from one unit, but from two', () => {
    const one = gwetAcOfPatterns({ patterns: [{ counts: [1, 1], times: 1 }], weighting: 'identity' });
    expect(one).toMatchObject({ coef: -1, se: null });
    expect(gwetAcOfPatterns({ patterns: [{ counts: [1, 1], times: 2 }], weighting: 'identity' }).se).toBe(0);
  });

  it('has no answer without pairs or for one category', () => {
    expect(gwetAcOfPatterns({ patterns: [], weighting: 'identity' })).toEqual(nothing);
    expect(gwetAcOfPatterns({ patterns: [{ counts: [1, 0], times: 4 }], weighting: 'linear' })).toEqual(nothing);
    expect(gwetAcOfPatterns({ patterns: [{ counts: [3], times: 4 }], weighting: 'identity' })).toEqual(nothing);
    const got = gwetAcOfPatterns({ patterns: [{ counts: [1, 1], times: 4 }], weighting: 'linear', values: [2, 2] });
    expect(got).toEqual(nothing);
  });
});
