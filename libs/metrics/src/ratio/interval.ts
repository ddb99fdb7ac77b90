import type { Caveat, ProportionParts } from '@assay/contract';
import type { Moments } from '../evaluate/ratio-interval.ts';
import { ratioInterval } from '../evaluate/ratio-interval.ts';

/** Fewer clusters say nothing of the spread between them (metrics.md 1.5). */
const fewestClusters = 5;

export interface RatioLimits {
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly caveats: readonly Caveat[];
}

export const noLimits: RatioLimits = { se: null, lower: null, upper: null, caveats: [] };

const momentsOf = ({ clusters, sumM, sumM2, total }: ProportionParts): Moments => ({
  k: clusters,
  x: sumM,
  y: total.sumX,
  x2: sumM2,
  y2: total.sumX2,
  xy: total.sumXM,
});

/** Limits of sum over sum by clusters, none below 0; of nothing at all none, because it has no spread to tell them by. */
export function limitsOf(parts: ProportionParts): RatioLimits {
  if (parts.clusters < fewestClusters) return { ...noLimits, caveats: [{ code: 'few_clusters', count: null }] };
  if (parts.total.sumX === 0) return noLimits;
  const { se, lower, upper } = ratioInterval(momentsOf(parts));
  return { se, lower: lower === null ? null : Math.max(0, lower), upper, caveats: [] };
}
