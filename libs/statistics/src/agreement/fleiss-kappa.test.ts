import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleissKappa } from './fleiss-kappa.ts';

/** Items with four answers over three categories. */
const item = fc.tuple(fc.nat(4), fc.nat(4)).filter(([a, b]) => a + b <= 4).map(([a, b]) => [a, b, 4 - a - b]); // prettier-ignore

describe('fleiss_kappa', () => {
  it('is agreement beyond what the shares of answers give', () => {
    // Two items alike, one split: observed 2/3; answers 3, 3 of 6: expected 1/2.
    const { observed, expected, kappa } = fleissKappa({ counts: [[2, 0], [0, 2], [1, 1]] }); // prettier-ignore
    expect(observed).toBeCloseTo(2 / 3, 12);
    expect(expected).toBeCloseTo(0.5, 12);
    expect(kappa).toBeCloseTo(1 / 3, 12);
  });

  it('has the jackknife that leaving out items one by one gives', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 3, maxLength: 8 }), (counts) => {
        const { kappa, jackknifeSe } = fleissKappa({ counts });
        const without = counts.map(
          (_, left) => fleissKappa({ counts: counts.filter((__, place) => place !== left) }).kappa,
        );
        const known = without.filter((each) => each !== null);
        if (kappa === null || known.length < without.length) {
          expect(jackknifeSe).toBeNull();
          return;
        }
        const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
        const squares = known.reduce((sum, each) => sum + (each - mean) ** 2, 0);
        expect(jackknifeSe).toBeCloseTo(Math.sqrt(((known.length - 1) / known.length) * squares), 9);
      }),
    );
  });

  it('is unknown where all answers are alike, and for tables that are none', () => {
    expect(fleissKappa({ counts: [[3, 0], [3, 0]] })).toEqual({ kappa: null, observed: 1, expected: 1, jackknifeSe: null }); // prettier-ignore
    for (const counts of [[], [[1, 0]], [[2, 0], [1, 0]], [[2, 0], [2]], [[3, -1]]]) expect(fleissKappa({ counts }).observed).toBeNull(); // prettier-ignore
  });
});
