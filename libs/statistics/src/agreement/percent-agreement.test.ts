import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentAgreement, percentAgreementOfPatterns } from './percent-agreement.ts';

describe('percentAgreement', () => {
  it('by hand: a a b, c c, and one lone answer', () => {
    const got = percentAgreement({
      ratersByUnits: [
        [1, 3, 2],
        [1, 3, null],
        [2, null, null],
      ],
    });
    expect(got).toMatchObject({ pairs: 4, agreeing: 2, pairWeighted: 0.5 });
    expect(got.itemWeighted).toBeCloseTo((1 / 3 + 1) / 2, 15);
  });

  it('of units with equally many answers is the same either way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 9 })), { minLength: 1 }),
        (units) => {
          const got = percentAgreementOfPatterns(units.map(([a, times]) => ({ counts: [a, 4 - a], times })));
          expect(got.pairWeighted).toBeCloseTo(got.itemWeighted ?? NaN, 12);
        },
      ),
    );
  });

  it('counts a pattern as often as it occurs', () => {
    const once = { counts: [2, 1], times: 1 };
    expect(
      percentAgreementOfPatterns([
        { ...once, times: 3 },
        { counts: [0, 2], times: 1 },
      ]),
    ).toEqual(percentAgreementOfPatterns([once, once, once, { counts: [0, 2], times: 1 }]));
  });

  it('has no share without a unit of two answers', () => {
    const nothing = { pairs: 0, agreeing: 0, pairWeighted: null, itemWeighted: null };
    expect(percentAgreementOfPatterns([])).toEqual(nothing);
    expect(percentAgreementOfPatterns([{ counts: [1, 0], times: 5 }, { counts: [2, 0], times: 0 }])).toEqual(nothing); // prettier-ignore
  });
});
