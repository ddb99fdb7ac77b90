import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { bernoulliConfidenceSequence } from './bernoulli-confidence-sequence.ts';

describe('bernoulli_confidence_sequence', () => {
  it('ends at 1 - (alpha / (n + 1))^(1/n) where nothing happened', () => {
    for (const n of [1, 10, 500, 100_000]) {
      const { lower, upper } = bernoulliConfidenceSequence({ successes: 0, n });
      expect(lower).toBe(0);
      expect(upper).toBeCloseTo(-Math.expm1(Math.log(0.05 / (n + 1)) / n), 12);
    }
  });

  it('turns round with successes and failures, and holds the share', () => {
    const trials = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const there = bernoulliConfidenceSequence({ successes, n });
        const back = bernoulliConfidenceSequence({ successes: n - successes, n });
        expect(Number(there.lower) + Number(back.upper)).toBeCloseTo(1, 9);
        expect(Number(there.lower)).toBeLessThanOrEqual(successes / n);
        expect(Number(there.upper)).toBeGreaterThanOrEqual(successes / n);
      }),
    );
  });

  it('holds the truth at every one of many looks, in all but 5 of 100 runs', () => {
    const random = seededRandom('looks');
    const runs = Array.from({ length: 300 }, () => {
      let successes = 0;
      for (let n = 1; n <= 300; n += 1) {
        if (random() < 0.1) successes += 1;
        const { lower, upper } = bernoulliConfidenceSequence({ successes, n });
        if (Number(lower) > 0.1 || Number(upper) < 0.1) return false;
      }
      return true;
    });
    expect(runs.filter((isHeld) => !isHeld).length).toBeLessThan(15 + 3 * Math.sqrt(300 * 0.05 * 0.95));
  });

  it('has no answer without trials or for a law that is none', () => {
    expect(bernoulliConfidenceSequence({ successes: 0, n: 0 }).estimate).toBeNull();
    expect(bernoulliConfidenceSequence({ successes: 3, n: 2 }).estimate).toBeNull();
    expect(bernoulliConfidenceSequence({ successes: 1, n: 2, alpha: 1 }).estimate).toBeNull();
  });
});
