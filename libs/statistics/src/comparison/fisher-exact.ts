import { binomialDensity } from '../distribution/saddle-point.ts';
import type { TwoCounts } from './newcombe-diff.ts';
import { noMoreLikely } from './no-more-likely.ts';
import type { CountLaw } from './no-more-likely.ts';

/** Law of the first cell, given all margins: hypergeometric as a ratio of binomials (Loader 2000), which keeps its digits at any count. */
function tablesOf(n1: number, n2: number, total: number): CountLaw {
  const n = n1 + n2;
  const split = { p: total / n, q: (n - total) / n };
  const whole = binomialDensity(total, n - total, split);
  return {
    from: Math.max(0, total - n2),
    to: Math.min(n1, total),
    mode: Math.floor(((n1 + 1) * (total + 1)) / (n + 2)),
    probability: (x) => (binomialDensity(x, n1 - x, split) * binomialDensity(total - x, n2 - total + x, split)) / whole,
  };
}

/**
 * Fisher's exact test of equal shares, two-sided: all tables no more likely than the one seen (Fisher 1935).
 * Null unless all four counts are whole, within range, and both groups have trials.
 */
export function fisherExact({ x1, n1, x2, n2 }: Omit<TwoCounts, 'conf'>): number | null {
  const isWhole = [x1, n1, x2, n2].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!isWhole || n1 === 0 || n2 === 0 || x1 > n1 || x2 > n2) return null;
  return noMoreLikely(tablesOf(n1, n2, x1 + x2), x1);
}
