import { wilson } from '../proportion/wilson.ts';
import { pairsOf } from './paired-counts.ts';
import type { PairedCounts } from './paired-counts.ts';

export interface PairedDifference {
  /** Share that the first passes less the share that the second passes. */
  readonly diff: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Correlation of the two, moved towards 0 by half a pair; 0 where one of them is constant. */
  readonly phi: number | null;
}

const nothing: PairedDifference = { diff: null, lower: null, upper: null, phi: null };

function correlation({ bothPass: a, onlyFirst: b, onlySecond: c, bothFail: d }: PairedCounts, n: number): number {
  const margins = Math.sqrt(a + b) * Math.sqrt(c + d) * Math.sqrt(a + c) * Math.sqrt(b + d);
  if (margins === 0) return 0;
  const product = a * d - b * c;
  if (product < 0) return product / margins;
  return Math.max(0, product - n / 2) / margins;
}

/** Length of the third side of a triangle whose two sides correlate by phi; rounding may take it just below 0. */
const thirdSide = (u: number, v: number, phi: number): number =>
  Math.sqrt(Math.max(0, u * u - 2 * phi * u * v + v * v));

/**
 * Difference of two shares over the same cases with Newcombe's hybrid score interval (method 10 of Newcombe 1998,
 * Stat Med 17:2635). Null without pairs; null limits for a level outside (0, 1).
 */
export function newcombePaired(counts: PairedCounts): PairedDifference {
  const n = pairsOf(counts);
  if (n === null) return nothing;
  const { bothPass, onlyFirst, onlySecond, conf = 0.95 } = counts;
  const diff = (onlyFirst - onlySecond) / n;
  const phi = correlation(counts, n);
  const one = wilson({ successes: bothPass + onlyFirst, n, conf });
  const two = wilson({ successes: bothPass + onlySecond, n, conf });
  if (one.p === null || one.lower === null || one.upper === null) return { ...nothing, diff, phi };
  if (two.p === null || two.lower === null || two.upper === null) return { ...nothing, diff, phi };
  return {
    diff,
    lower: diff - thirdSide(one.p - one.lower, two.upper - two.p, phi),
    upper: diff + thirdSide(one.upper - one.p, two.p - two.lower, phi),
    phi,
  };
}
