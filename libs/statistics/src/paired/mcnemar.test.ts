import { describe, expect, it } from 'vitest';
import { mcnemar } from './mcnemar.ts';

/** C(n, k) / 2^n, term by term. */
function toss(n: number, k: number): number {
  let chance = 0.5 ** n;
  for (let i = 1; i <= k; i += 1) chance *= (n - k + i) / i;
  return chance;
}

describe('mcnemar', () => {
  it('is the sum over all outcomes of tosses, whole and with half of what was seen', () => {
    for (let b = 0; b <= 12; b += 1) {
      for (let c = 0; c <= 12; c += 1) {
        const outcomes = Array.from({ length: b + c + 1 }, (_, k) => ({ k, chance: toss(b + c, k) }));
        const away = ({ k }: { readonly k: number }) => Math.abs(k - (b + c) / 2) - Math.abs(b - (b + c) / 2);
        const sum = (isIn: (each: { readonly k: number }) => boolean) =>
          outcomes.reduce((all, each) => (isIn(each) ? all + each.chance : all), 0);
        const { exactP, midP } = mcnemar({ onlyFirst: b, onlySecond: c });
        expect(exactP).toBeCloseTo(
          sum((each) => away(each) >= 0),
          12,
        );
        // At a tie all of the outcomes are as far or further: what is left after half of the likeliest is 1 less the tie itself.
        const asFar = sum((each) => away(each) === 0);
        if (b + c > 0) expect(midP).toBeCloseTo(b === c ? 1 - asFar : sum((each) => away(each) > 0) + asFar / 2, 12);
      }
    }
  });

  it('takes many pairs as it takes few', () => {
    expect(mcnemar({ onlyFirst: 500_000, onlySecond: 500_000 })).toMatchObject({ exactP: 1, chi2: 0 });
    expect(Number(mcnemar({ onlyFirst: 501_500, onlySecond: 498_500 }).midP)).toBeCloseTo(0.0027, 4);
  });

  it('has nothing to say of counts that are none', () => {
    const none = { exactP: null, midP: null, chi2: null, chi2P: null };
    expect(mcnemar({ onlyFirst: 1.5, onlySecond: 2 })).toEqual(none);
    expect(mcnemar({ onlyFirst: -1, onlySecond: 2 })).toEqual(none);
  });
});
