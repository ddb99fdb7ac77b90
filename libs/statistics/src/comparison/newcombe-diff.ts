import { wilson, wilsonOfShare } from '../proportion/wilson.ts';
import type { ShareInterval } from '../proportion/wilson.ts';

export interface Difference {
  /** First share minus second. */
  readonly diff: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface TwoCounts {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly conf?: number;
}

export interface TwoShares {
  readonly p1: number;
  /** Trials, or the effective n of weighted or clustered data; may be fractional. */
  readonly n1: number;
  readonly p2: number;
  readonly n2: number;
  readonly conf?: number;
}

/** Squares the distances from each share to its own limit (method 10 of Newcombe 1998, Stat Med 17:873). */
function combine(one: ShareInterval, two: ShareInterval): Difference {
  if (one.p === null || two.p === null) return { diff: null, lower: null, upper: null };
  const diff = one.p - two.p;
  if (one.lower === null || one.upper === null || two.lower === null || two.upper === null) {
    return { diff, lower: null, upper: null };
  }
  return {
    diff,
    lower: diff - Math.hypot(one.p - one.lower, two.upper - two.p),
    upper: diff + Math.hypot(one.upper - one.p, two.p - two.lower),
  };
}

/** Difference of two independent shares with Newcombe's hybrid score interval. Null without trials on either side. */
export function newcombeDiff({ x1, n1, x2, n2, conf = 0.95 }: TwoCounts): Difference {
  return combine(wilson({ successes: x1, n: n1, conf }), wilson({ successes: x2, n: n2, conf }));
}

/** The same from two shares that carry their own (effective) n. */
export function newcombeDiffOfShares({ p1, n1, p2, n2, conf = 0.95 }: TwoShares): Difference {
  return combine(wilsonOfShare({ p: p1, n: n1, conf }), wilsonOfShare({ p: p2, n: n2, conf }));
}
