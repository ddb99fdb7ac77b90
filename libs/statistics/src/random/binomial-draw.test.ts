import { describe, expect, it } from 'vitest';
import { binomialDensity } from '../distribution/saddle-point.ts';
import { chi2Sf } from '../distribution/chi-square.ts';
import { binomialDraw } from './binomial-draw.ts';
import { seededRandom } from './seeded-random.ts';

const draws = 60_000;

/** Pearson's test of drawn counts against the law, outcomes expected less than 10 times put together at each end. */
function fit(n: number, p: number): number {
  const random = seededRandom(`fit ${n} ${p}`);
  const seen = new Map<number, number>();
  for (let i = 0; i < draws; i++) {
    const x = binomialDraw(random, n, p);
    seen.set(x, (seen.get(x) ?? 0) + 1);
  }
  let chi2 = 0;
  let bins = 0;
  let expected = 0;
  let observed = 0;
  const sd = Math.sqrt(n * p * (1 - p));
  for (let x = Math.max(0, Math.floor(n * p - 9 * sd)); x <= Math.min(n, Math.ceil(n * p + 9 * sd)); x++) {
    expected += draws * binomialDensity(x, n - x, { p, q: 1 - p });
    observed += seen.get(x) ?? 0;
    if (expected < 10) continue;
    chi2 += (observed - expected) ** 2 / expected;
    bins += 1;
    expected = observed = 0;
  }
  return chi2Sf(chi2, bins - 1) ?? 0;
}

describe('binomialDraw', () => {
  it.for([
    [5, 0.3],
    [40, 0.02],
    [1_000, 0.0099],
    [20, 0.5],
    [60, 0.4],
    [5_000, 0.002],
    [300, 0.9],
    [1_000_000, 0.0001],
    [700, 0.5],
  ])('of %i trials at %f follows the law', ([n = 0, p = 0]) => {
    expect(fit(n, p)).toBeGreaterThan(1e-4);
  });

  it('of an impossible, a certain and no trial', () => {
    const random = seededRandom('edges');
    expect([binomialDraw(random, 9, 0), binomialDraw(random, 9, 1), binomialDraw(random, 0, 0.4)]).toEqual([0, 9, 0]);
  });
});
