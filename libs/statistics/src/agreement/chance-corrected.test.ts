import { describe, expect, it } from 'vitest';
import { chanceCorrected } from './chance-corrected.ts';
import { congerKappa } from './conger-kappa.ts';
import { kendallW } from './kendall-w.ts';

/** Two raters: 4 items a and a, 3 items b and b, 1 item a and b. */
const patterns = [
  { counts: [2, 0], times: 4 },
  { counts: [0, 2], times: 3 },
  { counts: [1, 1], times: 1 },
];
const of = (model: Parameters<typeof chanceCorrected>[1]) =>
  chanceCorrected({ patterns, weighting: 'identity' }, model);

describe('chanceCorrected', () => {
  it('takes from what is seen what chance gives', () => {
    // 7 of 8 agree. Shares 9/16 and 7/16: (81 + 49) / 256 by shares, 1/2 at random, 2 * 63 / 256 for Gwet.
    expect(of('none')).toMatchObject({ observed: 7 / 8, chance: 0, coef: 7 / 8 });
    expect(of('shares').coef).toBeCloseTo((7 / 8 - 130 / 256) / (1 - 130 / 256), 12);
    expect(of('uniform').coef).toBeCloseTo(0.75, 12);
    expect(of('gwet').coef).toBeCloseTo((7 / 8 - 126 / 256) / (1 - 126 / 256), 12);
  });

  it('has the error of a mean where chance is a constant', () => {
    // Agreement is 1 seven times and 0 once: variance 1/8 over 8 items, twice that where half is taken as chance.
    expect(of('none').se).toBeCloseTo(Math.sqrt(1 / 8 / 8), 12);
    expect(of('uniform').se).toBeCloseTo(2 * Math.sqrt(1 / 8 / 8), 12);
  });

  it('is null without pairs, without items, and for one category', () => {
    const nothing = { observed: null, chance: null, coef: null, se: null };
    const none = (counts: readonly number[]) =>
      chanceCorrected({ patterns: [{ counts, times: 3 }], weighting: 'identity' }, 'shares');
    expect(none([1, 0])).toEqual(nothing);
    expect(none([3])).toEqual(nothing);
    expect(chanceCorrected({ patterns: [], weighting: 'identity' }, 'uniform')).toEqual(nothing);
    // Everybody gave one answer of two: chance explains all.
    expect(none([2, 0])).toMatchObject({ observed: 1, coef: null });
  });
});

describe('congerKappa', () => {
  it('is Cohen for two raters', () => {
    // 5 and 3 by the one, 4 and 4 by the other: chance (5 * 4 + 3 * 4) / 64.
    const times = (count: number, unit: readonly number[]) => Array.from({ length: count }, () => unit);
    const units = [...times(4, [0, 0]), ...times(3, [1, 1]), [0, 1]];
    expect(congerKappa({ units }).kappa).toBeCloseTo((7 / 8 - 1 / 2) / (1 - 1 / 2), 12);
    // By chance 9/16 of a unit a and a, 7/16 of the others: with that 15/16, 17/16 and -15/16 each, around 12/16.
    expect(congerKappa({ units }).se).toBeCloseTo(Math.sqrt((4 * 9 + 3 * 25 + 27 ** 2) / 256 / (8 * 7)), 12);
    // A unit that nobody rated says nothing.
    expect(congerKappa({ units: [...units, [null, null]] })).toEqual(congerKappa({ units }));
  });

  it('is null without variation, without pairs, without a second rater', () => {
    expect(congerKappa({ units: [[0, 0], [0, 0]] }).kappa).toBeNull(); // prettier-ignore
    expect(congerKappa({ units: [[0, null], [null, 1]] }).kappa).toBeNull(); // prettier-ignore
    expect(congerKappa({ units: [[0], [1]] }).kappa).toBeNull();
    expect(congerKappa({ units: [] })).toEqual({ kappa: null, observed: null, expected: null, se: null });
  });
});

describe('kendallW', () => {
  it('is 1 where all rank alike and 0 where ranks cancel out', () => {
    expect(kendallW({ raters: [[1, 2, 3], [10, 20, 30]] })).toEqual({ w: 1, wCorrected: 1 }); // prettier-ignore
    expect(kendallW({ raters: [[1, 2, 3], [3, 2, 1]] })).toEqual({ w: 0, wCorrected: 0 }); // prettier-ignore
    // Ties of two in three: ranks 1.5 1.5 3 twice, sums 3 3 6: spread 6, of 4 * 24 with ties and 4 * 24 - 2 * 12 without.
    expect(kendallW({ raters: [[1, 1, 2], [1, 1, 2]] })).toEqual({ w: 72 / 96, wCorrected: 1 }); // prettier-ignore
  });

  it('is null where an answer is missing or nothing is ranked', () => {
    expect(kendallW({ raters: [[1, Number.NaN], [1, 2]] }).w).toBeNull(); // prettier-ignore
    expect(kendallW({ raters: [[1, 2]] }).w).toBeNull();
    expect(kendallW({ raters: [[1, 1], [2, 2]] })).toEqual({ w: 0, wCorrected: null }); // prettier-ignore
  });
});
