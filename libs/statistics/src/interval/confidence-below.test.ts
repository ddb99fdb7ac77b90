import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalCdf } from '../distribution/normal.ts';
import { clopperPearson } from '../proportion/clopper-pearson.ts';
import { wilson } from '../proportion/wilson.ts';
import { poissonRate } from '../rate/poisson-rate.ts';
import { confidenceBelow } from './confidence-below.ts';

const shareOf = (successes: number, n: number) => {
  const { lower, upper } = wilson({ successes, n });
  return { value: successes / n, lower: lower ?? NaN, upper: upper ?? NaN, scale: 'share' as const };
};

it('is what the interval says at its limits, and a half at the value', () => {
  const share = shareOf(12, 100);
  expect(confidenceBelow({ ...share, bound: share.lower })).toBeCloseTo(0.025, 12);
  expect(confidenceBelow({ ...share, bound: share.value })).toBe(0.5);
  expect(confidenceBelow({ ...share, bound: share.upper })).toBeCloseTo(0.975, 12);
});

it('lies close to the score test that Wilson inverts between them', () => {
  // 5 of 100 against 8 %: z = 0.03 / sqrt(0.08 * 0.92 / 100).
  const byScore = normalCdf(0.03 / Math.sqrt((0.08 * 0.92) / 100)) ?? NaN;
  expect(byScore).toBeCloseTo(0.8656, 4);
  expect(Math.abs((confidenceBelow({ ...shareOf(5, 100), bound: 0.08 }) ?? NaN) - byScore)).toBeLessThan(0.006);
});

it('follows the exact law where none was seen, or nothing else', () => {
  const { lower, upper } = clopperPearson({ successes: 0, n: 300 });
  const none = { value: 0, lower: lower ?? NaN, upper: upper ?? NaN, scale: 'share' as const };
  // The chance to see none of 300 at 1 % is 0.99 ** 300.
  expect(confidenceBelow({ ...none, bound: 0.01 })).toBeCloseTo(1 - 0.99 ** 300, 9);
  const all = { value: 1, lower: 1 - none.upper, upper: 1, scale: 'share' as const };
  expect(confidenceBelow({ ...all, bound: 0.99 })).toBeCloseTo(0.99 ** 300, 9);
  const quiet = poissonRate({ count: 0, exposure: 90 });
  const rate = { value: 0, lower: 0, upper: quiet.upper ?? NaN, scale: 'positive' as const };
  expect(confidenceBelow({ ...rate, bound: 0.02 })).toBeCloseTo(1 - Math.exp(-1.8), 9);
});

it('is certain beyond what can be, and says nothing without limits around the value', () => {
  expect(confidenceBelow({ ...shareOf(3, 40), bound: 0 })).toBe(0);
  expect(confidenceBelow({ ...shareOf(3, 40), bound: 1 })).toBe(1);
  expect(confidenceBelow({ value: 2, lower: 2, upper: 2, scale: 'any', bound: 3 })).toBe(1);
  expect(confidenceBelow({ value: 2, lower: 3, upper: 4, scale: 'any', bound: 3 })).toBeNull();
  expect(confidenceBelow({ value: 0.2, lower: 0, upper: 0.4, scale: 'positive', bound: 0.1 })).toBeNull();
});

it('never falls as the bound rises, and mirrors with the share', () => {
  const parts = fc.record({ n: fc.integer({ min: 1, max: 2000 }), of: fc.double({ min: 0, max: 1, noNaN: true }) });
  const bounds = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(parts, bounds, ({ n, of }, [a, b]) => {
      const share = shareOf(Math.round(of * n), n);
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const at = (bound: number) => confidenceBelow({ ...share, bound }) ?? NaN;
      expect(at(low)).toBeLessThanOrEqual(at(high));
      const other = shareOf(n - Math.round(of * n), n);
      expect(1 - (confidenceBelow({ ...other, bound: 1 - a }) ?? NaN)).toBeCloseTo(at(a), 8);
    }),
  );
});
