import { binomialAtLeast, binomialAtMost } from '../distribution/binomial.ts';
import { binomialDensity } from '../distribution/saddle-point.ts';
import type { Split } from '../distribution/saddle-point.ts';
import { noMoreLikely } from './no-more-likely.ts';

export interface BinomialTest {
  /** All outcomes no more likely than the one seen. */
  readonly pTwoSided: number | null;
  /** P(X >= successes). */
  readonly pGreater: number | null;
  /** P(X <= successes). */
  readonly pLess: number | null;
}

export interface BinomialTestInput {
  readonly successes: number;
  readonly n: number;
  /** Share that would be no surprise, 0 to 1. */
  readonly p0: number;
}

/** The test for a share given with its complement, so that a p0 near 1 loses no digits. Counts must be valid. */
export function binomialTestOf(successes: number, n: number, split: Split): Record<keyof BinomialTest, number> {
  const law = {
    from: 0,
    to: n,
    mode: Math.min(n, Math.floor((n + 1) * split.p)),
    probability: (x: number) => binomialDensity(x, n - x, split),
  };
  return {
    pTwoSided: noMoreLikely(law, successes),
    pGreater: binomialAtLeast(successes, n, split),
    pLess: binomialAtMost(successes, n, split),
  };
}

/** Exact test of a share against p0. All null unless counts are whole with 0 <= successes <= n, n > 0 and 0 <= p0 <= 1. */
export function binomialTest({ successes, n, p0 }: BinomialTestInput): BinomialTest {
  const isCounted = Number.isSafeInteger(successes) && Number.isSafeInteger(n) && successes >= 0 && successes <= n;
  if (!(isCounted && n > 0 && p0 >= 0 && p0 <= 1)) return { pTwoSided: null, pGreater: null, pLess: null };
  return binomialTestOf(successes, n, { p: p0, q: 1 - p0 });
}
