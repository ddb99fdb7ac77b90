import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBinomialDensity, bocpdBinomial } from './bocpd-binomial.ts';

const nothing = { runLengthPosterior: [], mapRunLength: null, probRecentChange3: null };
const batch = fc.integer({ min: 0, max: 12 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

/** a (a + 1) ... over b (b + 1) ... by plain products. */
function byProducts(a: number, b: number, x: number, y: number): number {
  let value = 1;
  for (let i = 0; i < x; i++) value *= ((a + i) * (i + y + 1)) / ((a + b + i) * (i + 1));
  for (let i = 0; i < y; i++) value *= (b + i) / (a + b + x + i);
  return value;
}

/** Every way to cut the batches into runs, weighed one by one. */
function byCutting(batches: readonly (readonly [number, number])[], hazard: number, [a, b]: readonly [number, number]) {
  const posterior = Array<number>(batches.length + 1).fill(0);
  for (let cuts = 0; cuts < 2 ** batches.length; cuts++) {
    let weight = 1;
    let run = { a, b, length: 0 };
    batches.forEach(([x, n], i) => {
      weight *= byProducts(run.a, run.b, x, n - x);
      run = { a: run.a + x, b: run.b + n - x, length: run.length + 1 };
      const isCut = (cuts & (1 << i)) !== 0;
      weight *= isCut ? hazard : 1 - hazard;
      if (isCut) run = { a, b, length: 0 };
    });
    posterior[run.length]! += weight;
  }
  const sum = posterior.reduce((total, each) => total + each, 0);
  return posterior.map((each) => each / sum);
}

describe('betaBinomialDensity', () => {
  it('of a flat prior is the same for every count', () => {
    expect(betaBinomialDensity({ a: 1, b: 1 }, 3, 7)).toBeCloseTo(1 / 11, 14);
    expect(betaBinomialDensity({ a: 1, b: 1 }, 0, 10)).toBeCloseTo(1 / 11, 14);
  });

  it('keeps its digits at counts of millions', () => {
    expect(betaBinomialDensity({ a: 1, b: 1 }, 3_000_000, 7_000_000) * 10_000_001).toBeCloseTo(1, 9);
  });
});

describe('bocpdBinomial', () => {
  it('weighs every way to cut the batches into runs', () => {
    fc.assert(
      fc.property(
        fc.array(batch, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        fc.tuple(fc.double({ min: 0.3, max: 9, noNaN: true }), fc.double({ min: 0.3, max: 9, noNaN: true })),
        (batches, hazard, [priorA, priorB]) => {
          const got = bocpdBinomial({
            successes: batches.map(([x]) => x),
            trials: batches.map(([, n]) => n),
            hazard,
            priorA,
            priorB,
          });
          const want = byCutting(batches, hazard, [priorA, priorB]);
          expect(got.runLengthPosterior).toHaveLength(want.length);
          got.runLengthPosterior.forEach((each, i) => expect(each).toBeCloseTo(want[i] ?? NaN, 10));
          expect(got.probRecentChange3).toBeCloseTo(
            want.slice(0, 4).reduce((a, b) => a + b, 0),
            10,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sees a jump where it was and a steady share as one long run', () => {
    const steady = [4, 5, 3, 4, 6, 4, 5, 4, 3, 5];
    const prior = { hazard: 1 / 26, priorA: 1, priorB: 19, trials: Array<number>(10).fill(100) };
    expect(bocpdBinomial({ successes: steady, ...prior }).mapRunLength).toBe(10);
    const jump = [...steady.slice(0, 8), 30, 28];
    expect(bocpdBinomial({ successes: jump, ...prior }).mapRunLength).toBe(2);
    expect(Number(bocpdBinomial({ successes: jump, ...prior }).probRecentChange3)).toBeGreaterThan(0.99);
    expect(Number(bocpdBinomial({ successes: steady, ...prior }).probRecentChange3)).toBeLessThan(0.3);
  });

  it.each([
    { successes: [], trials: [], hazard: 0.1, priorA: 1, priorB: 1 },
    { successes: [1], trials: [1, 2], hazard: 0.1, priorA: 1, priorB: 1 },
    { successes: [3], trials: [2], hazard: 0.1, priorA: 1, priorB: 1 },
    { successes: [1], trials: [2], hazard: 1, priorA: 1, priorB: 1 },
    { successes: [1], trials: [2], hazard: 0.1, priorA: 0, priorB: 1 },
  ])('has no answer for %j', (input) => {
    expect(bocpdBinomial(input)).toEqual(nothing);
  });
});
