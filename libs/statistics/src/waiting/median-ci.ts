import { binomialAtMost } from '../distribution/binomial.ts';

export interface MedianInterval {
  readonly median: number | null;
  /** Values of the sample; null where it is too small for the level. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Place of the lower limit from the smallest, and of the upper from the greatest; 0 where there is none. */
  readonly rank: number | null;
  /** Level that the limits really have. */
  readonly coverage: number | null;
  /** Ninth decile, interpolated (type 7 of Hyndman and Fan 1996). */
  readonly p90Type7: number | null;
}

export interface SampleInput {
  readonly x: readonly number[];
  readonly conf?: number;
}

const nothing: MedianInterval = { median: null, lower: null, upper: null, rank: null, coverage: null, p90Type7: null };
const even = { p: 0.5, q: 0.5 };

/** Quantile of sorted values, linear between neighbours. */
function interpolated(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}

/** Smallest l with P(X <= l) > tail for n tosses of a coin. */
function lowestRank(n: number, tail: number): number {
  let [below, above] = [-1, n];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (binomialAtMost(middle, n, even) > tail) above = middle;
    else below = middle;
  }
  return above;
}

/** Median with limits that are ranks of the sample, whatever its law (Thompson 1936, Ann Math Stat 7:122). Null without values. */
export function medianCi({ x, conf = 0.95 }: SampleInput): MedianInterval {
  const n = x.length;
  if (n === 0 || !x.every(Number.isFinite)) return nothing;
  const sorted = [...x].sort((a, b) => a - b);
  const known = { ...nothing, median: interpolated(sorted, 0.5), p90Type7: interpolated(sorted, 0.9) };
  if (!(conf > 0 && conf < 1)) return known;
  const rank = lowestRank(n, (1 - conf) / 2);
  const [lower, upper] = [sorted[rank - 1], sorted[n - rank]];
  if (rank === 0 || lower === undefined || upper === undefined || 2 * rank > n + 1) return { ...known, rank: 0 };
  return { ...known, lower, upper, rank, coverage: 1 - 2 * binomialAtMost(rank - 1, n, even) };
}
