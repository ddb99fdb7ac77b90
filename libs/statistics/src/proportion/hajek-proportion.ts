import { ratioOfSumsFromSums } from '../rate/ratio-of-sums.ts';
import type { ClusterSums } from './clustered-proportion.ts';
import { logitInterval } from './logit-interval.ts';
import type { LogitInterval } from './logit-interval.ts';

export interface HajekProportion extends LogitInterval {
  /** Sum w y / sum w. */
  readonly estimate: number | null;
  readonly se: number | null;
}

/**
 * Share of rows with sampling probabilities but no strata, w = 1/probability: the ratio of (w y, w) over rows or
 * clusters with its linearised standard error (Hajek 1971; Cochran 1977, ch. 6) and a logit interval. In the sums m is
 * the weight and x the weight of what counts, a row a cluster if rows are independent; n is Kish's. All null without weight.
 */
export function hajekProportionFromSums({
  k,
  sumM,
  sumX,
  sumM2,
  sumXM,
  sumX2,
  n,
  conf = 0.95,
}: ClusterSums): HajekProportion {
  const ratio = ratioOfSumsFromSums({ k, sumX: sumM, sumY: sumX, sumX2: sumM2, sumY2: sumX2, sumXY: sumXM, conf });
  const isShare = ratio.ratio !== null && ratio.ratio >= -1e-12 && ratio.ratio <= 1 + 1e-12 && n > 0;
  if (!isShare) return { estimate: null, se: null, lower: null, upper: null, interval: null };
  // Engines add in any order: a share within rounding of 0 or 1 is 0 or 1.
  const rounded = Math.abs(ratio.ratio - Math.round(ratio.ratio)) < 1e-12 ? Math.round(ratio.ratio) : ratio.ratio;
  const p = Math.min(1, Math.max(0, rounded));
  return { estimate: p, se: ratio.se, ...logitInterval({ p, se: ratio.se, n, conf }) };
}
