import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskRatio } from './risk-ratio.ts';

const nothing = {
  ratio: null,
  logLower: null,
  logUpper: null,
  scoreLower: null,
  scoreUpper: null,
  relativeChange: null,
  relativeLower: null,
  relativeUpper: null,
};
const trials = fc.integer({ min: 5, max: 400 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** Score at a ratio with the likeliest q2 found by trying: the likelihood has one top between 0 and min(1, 1/r). */
function scoreByTrying([x1, n1]: readonly [number, number], [x2, n2]: readonly [number, number], r: number): number {
  const term = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
  const likelihood = (q: number) => term(x1, r * q) + term(n1 - x1, 1 - r * q) + term(x2, q) + term(n2 - x2, 1 - q);
  let [low, high] = [0, Math.min(1, 1 / r)];
  for (let i = 0; i < 200; i++) {
    const [one, two] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(one) < likelihood(two)) low = one;
    else high = two;
  }
  const q = (low + high) / 2;
  return (x1 / n1 - (r * x2) / n2) / Math.sqrt((r * q * (1 - r * q)) / n1 + (r * r * q * (1 - q)) / n2);
}

describe('riskRatio', () => {
  // Koopman 1984, Biometrics 40:513, example: 36 of 40 against 16 of 80, limits 2.94 and 7.15.
  it("36 of 40 against 16 of 80 has Koopman's limits 2.94 and 7.15", () => {
    const got = riskRatio({ x1: 36, n1: 40, x2: 16, n2: 80 });
    expect(got.ratio).toBeCloseTo(4.5, 14);
    expect(got.scoreLower).toBeCloseTo(2.94, 2);
    expect(got.scoreUpper).toBeCloseTo(7.15, 2);
  });

  it('log limits by hand: 10 of 100 against 20 of 100', () => {
    const got = riskRatio({ x1: 10, n1: 100, x2: 20, n2: 100 });
    const half = 1.959963984540054 * Math.sqrt(0.1 - 0.01 + 0.05 - 0.01);
    expect(got.logLower).toBeCloseTo(0.5 * Math.exp(-half), 12);
    expect(got.logUpper).toBeCloseTo(0.5 * Math.exp(half), 12);
    expect(got.relativeChange).toBe(-0.5);
    expect(got.relativeUpper).toBe(Number(got.scoreUpper) - 1);
  });

  it('the score at its limits is z', () => {
    fc.assert(
      fc.property(trials, trials, ([x1, n1], [x2, n2]) => {
        fc.pre(x1 > 0 && x2 > 0 && x1 < n1 && x2 < n2);
        const got = riskRatio({ x1, n1, x2, n2 });
        expect(scoreByTrying([x1, n1], [x2, n2], Number(got.scoreLower))).toBeCloseTo(1.959964, 3);
        expect(scoreByTrying([x1, n1], [x2, n2], Number(got.scoreUpper))).toBeCloseTo(-1.959964, 3);
      }),
      { numRuns: 60 },
    );
  });

  it('turns over when the sides change places', () => {
    fc.assert(
      fc.property(trials, trials, ([x1, n1], [x2, n2]) => {
        fc.pre(x1 > 0 && x2 > 0);
        const there = riskRatio({ x1, n1, x2, n2 });
        const back = riskRatio({ x1: x2, n1: n2, x2: x1, n2: n1 });
        expect(Number(there.scoreLower) * Number(back.scoreUpper)).toBeCloseTo(1, 9);
        expect(Number(there.logUpper) * Number(back.logLower)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has one score limit and no log limits where a side has none', () => {
    const none = riskRatio({ x1: 0, n1: 50, x2: 9, n2: 60 });
    expect(none).toMatchObject({ ratio: 0, scoreLower: 0, relativeLower: -1, logLower: null, logUpper: null });
    expect(Number(none.scoreUpper)).toBeGreaterThan(0);
    const over = riskRatio({ x1: 9, n1: 60, x2: 0, n2: 50 });
    expect(over).toMatchObject({ ratio: Infinity, scoreUpper: Infinity, logLower: null });
    expect(Number(over.scoreLower) * Number(none.scoreUpper)).toBeCloseTo(1, 9);
  });

  it('of all against all is 1 with limits on both sides', () => {
    const got = riskRatio({ x1: 20, n1: 20, x2: 30, n2: 30 });
    expect(got.ratio).toBe(1);
    // (1 - r)/sqrt(r (1 - r)/n1) = z: r = n1/(n1 + z^2)
    expect(got.scoreLower).toBeCloseTo(20 / (20 + 1.959963984540054 ** 2), 9);
    expect(Number(got.scoreUpper)).toBeCloseTo((30 + 1.959963984540054 ** 2) / 30, 9);
  });

  it.each([
    { x1: 0, n1: 5, x2: 0, n2: 5 },
    { x1: 1, n1: 0, x2: 1, n2: 5 },
    { x1: 6, n1: 5, x2: 1, n2: 5 },
    { x1: NaN, n1: 5, x2: 1, n2: 5 },
  ])('has no answer for $x1/$n1 over $x2/$n2', (input) => {
    expect(riskRatio(input)).toEqual(nothing);
  });

  it('has a ratio but no limits at a level that is none', () => {
    expect(riskRatio({ x1: 1, n1: 4, x2: 1, n2: 2, conf: 0 })).toEqual({
      ...nothing,
      ratio: 0.5,
      relativeChange: -0.5,
    });
  });
});
