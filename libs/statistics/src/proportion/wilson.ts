import { twoSidedZ } from '../distribution/normal.ts';

export interface ShareInterval {
  /** The share itself, 0 to 1; null without trials. */
  readonly p: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface WilsonInput {
  /** May be fractional, as sums of weights are. */
  readonly successes: number;
  readonly n: number;
  /** Level of the interval, 0.95 when absent. */
  readonly conf?: number;
}

export interface WilsonShareInput {
  readonly p: number;
  /** Trials, or the effective n of weighted or clustered data. */
  readonly n: number;
  readonly conf?: number;
}

const nothing: ShareInterval = { p: null, lower: null, upper: null };

/**
 * Wilson score interval of a share that was worked out elsewhere, from n effective trials.
 * The bound of p = 0 is exactly 0, of p = 1 exactly 1. All null without trials or outside 0 <= p <= 1; null limits
 * for a level outside (0, 1).
 */
export function wilsonOfShare({ p, n, conf = 0.95 }: WilsonShareInput): ShareInterval {
  if (!(n > 0 && n < Infinity && p >= 0 && p <= 1)) return nothing;
  const z = twoSidedZ(conf);
  if (z === null) return { p, lower: null, upper: null };
  const z2n = (z * z) / n;
  const centre = p + z2n / 2;
  const half = z * Math.sqrt((p * (1 - p)) / n + z2n / (4 * n));
  return {
    p,
    lower: p === 0 ? 0 : Math.max(0, (centre - half) / (1 + z2n)),
    upper: p === 1 ? 1 : Math.min(1, (centre + half) / (1 + z2n)),
  };
}

/** Wilson score interval of successes among n trials (Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3). */
export function wilson({ successes, n, conf = 0.95 }: WilsonInput): ShareInterval {
  return n > 0 ? wilsonOfShare({ p: successes / n, n, conf }) : nothing;
}
