import { binomialTestOf } from '../comparison/binomial-test.ts';
import { binomialDensity } from '../distribution/saddle-point.ts';
import { clopperPearson } from '../proportion/clopper-pearson.ts';

export interface PoissonRateRatio {
  /** First rate over second; Infinity when only the second has no events. */
  readonly ratio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Exact, all splits of the events no more likely than the one seen. */
  readonly pExactMinlike: number | null;
  /** Mid-p: half of the seen outcome's probability is left out of either tail. */
  readonly pMid: number | null;
}

export interface PoissonRateRatioInput {
  readonly count1: number;
  readonly exposure1: number;
  readonly count0: number;
  readonly exposure0: number;
  readonly conf?: number;
}

const nothing: PoissonRateRatio = { ratio: null, lower: null, upper: null, pExactMinlike: null, pMid: null };

const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0;
const isExposure = (exposure: number) => exposure > 0 && exposure < Infinity;

/**
 * Two rates compared through the share of the first in all events (Przyborowski and Wilenski 1940, Biometrika 31:313),
 * with Clopper-Pearson limits on that share. Null without exposure on a side, without any event, or for counts that are not whole.
 */
export function poissonRateRatio(input: PoissonRateRatioInput): PoissonRateRatio {
  const { count1, exposure1, count0, exposure0, conf = 0.95 } = input;
  const n = count1 + count0;
  const isValid = isCount(count1) && isCount(count0) && isExposure(exposure1) && isExposure(exposure0);
  if (!isValid || n === 0) return nothing;
  const share = clopperPearson({ successes: count1, n, conf });
  const scale = exposure0 / exposure1;
  const odds = (s: number | null) => (s === null ? null : s === 1 ? Infinity : (s / (1 - s)) * scale);
  const split = { p: exposure1 / (exposure1 + exposure0), q: exposure0 / (exposure1 + exposure0) };
  const { pTwoSided, pGreater, pLess } = binomialTestOf(count1, n, split);
  const half = binomialDensity(count1, count0, split) / 2;
  return {
    ratio: count0 === 0 ? Infinity : (count1 / count0) * scale,
    lower: odds(share.lower),
    upper: odds(share.upper),
    pExactMinlike: pTwoSided,
    pMid: Math.min(1, 2 * Math.min(pLess - half, pGreater - half)),
  };
}
