import { binomialDensity } from '../distribution/saddle-point.ts';
import type { TwoCounts } from './newcombe-diff.ts';

/** Tables that are equally likely but for rounding count as equally likely (as R and SciPy do). */
const slack = 1 + 1e-7;

/** Probability of each first cell, given all margins. */
interface Tables {
  readonly from: number;
  readonly to: number;
  readonly mode: number;
  readonly probability: (x: number) => number;
}

/** Hypergeometric law as a ratio of binomials (Loader 2000), which keeps its digits at any count. */
function tablesOf(n1: number, n2: number, total: number): Tables {
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

/** Sum from `start` outwards; terms shrink, so the rest is dropped once it cannot be seen. */
function tailSum(tables: Tables, start: number, step: 1 | -1): number {
  let sum = 0;
  for (let x = start; x >= tables.from && x <= tables.to; x += step) {
    const term = tables.probability(x);
    sum += term;
    if (term <= sum * 1e-18) break;
  }
  return sum;
}

/** First table on the far side of the mode that is no more likely than `limit`; found by halving, as likelihood only falls there. */
function firstUnlikely(tables: Tables, limit: number, step: 1 | -1): number {
  let likely = 0;
  let unlikely = (step === 1 ? tables.to - tables.mode : tables.mode - tables.from) + 1;
  while (unlikely - likely > 1) {
    const middle = Math.floor((likely + unlikely) / 2);
    if (tables.probability(tables.mode + step * middle) > limit) likely = middle;
    else unlikely = middle;
  }
  return tables.mode + step * unlikely;
}

/**
 * Fisher's exact test of equal shares, two-sided: all tables no more likely than the one seen (Fisher 1935).
 * Null unless all four counts are whole, within range, and both groups have trials.
 */
export function fisherExact({ x1, n1, x2, n2 }: Omit<TwoCounts, 'conf'>): number | null {
  const isWhole = [x1, n1, x2, n2].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!isWhole || n1 === 0 || n2 === 0 || x1 > n1 || x2 > n2) return null;
  const tables = tablesOf(n1, n2, x1 + x2);
  const limit = tables.probability(x1) * slack;
  if (tables.probability(tables.mode) <= limit) return 1;
  const away = x1 < tables.mode ? -1 : 1;
  const back = away === 1 ? -1 : 1;
  return Math.min(1, tailSum(tables, x1, away) + tailSum(tables, firstUnlikely(tables, limit, back), back));
}
