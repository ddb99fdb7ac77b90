import type { Caveat, CountParts, IntervalEstimate, IntervalKind, ProportionParts } from '@assay/contract';
import type { MinimumId } from '../definition.ts';
import { confidence } from '../evaluate/number.ts';
import { clopperPearson, clusteredProportionFromSums, kishN, wilson } from '@assay/statistics';

/** Fewer clusters than this say nothing of the spread between clusters (metrics.md 1.5). */
const fewestClusters = 5;
/** Mean cluster size above which rows of a cluster cannot be taken as independent. */
const heavyCluster = 5;

export interface ShareEstimate extends IntervalEstimate {
  readonly interval: IntervalKind | null;
  /** Size of a simple random sample with the same spread; what a comparison may count on. Null without an interval. */
  readonly effectiveN: number | null;
  /** Clusters whose spread told the effective size; absent where it did not. */
  readonly clusters?: number;
  readonly caveats: readonly Caveat[];
}

const fewClusters: Caveat = { code: 'few_clusters', count: null };

/** Kish's n of the units; the plain number of units where all weigh the same. */
export function effectiveUnits(parts: ProportionParts): number {
  return kishN({ sumW: parts.sumM, sumW2: parts.sumW2 }) ?? 0;
}

function exactlyNone(n: number): Pick<ShareEstimate, 'lower' | 'upper' | 'interval'> {
  const { lower, upper } = clopperPearson({ successes: 0, n, conf: confidence });
  return { lower, upper, interval: 'clopper_pearson' };
}

/** Rows that are independent, or hardly not. */
function plainly(value: number, n: number, isNone: boolean): Omit<ShareEstimate, 'caveats'> {
  if (isNone) return { value, ...exactlyNone(n), effectiveN: n };
  const { lower, upper } = wilson({ successes: value * n, n, conf: confidence });
  return { value, lower, upper, interval: 'wilson', effectiveN: n };
}

/** How a share is looked at. */
export interface ShareView {
  readonly minimum: MinimumId;
  /** Whether rows stand each for itself: by definition, or because a cell is of one person and has no other clusters. */
  readonly isPlain: boolean;
}

/**
 * A share with its interval: clustered where clusters can be counted on, plain where they are few and small, none where
 * they are few and heavy. A safety count of zero (N0) has the exact upper bound.
 */
export function shareOf(parts: ProportionParts, count: CountParts, { minimum, isPlain }: ShareView): ShareEstimate {
  const n = effectiveUnits(parts);
  if (n === 0) return { value: null, lower: null, upper: null, interval: null, effectiveN: null, caveats: [] };
  const value = count.sumX / parts.sumM;
  const isNone = minimum === 'N0' && count.sumX === 0;
  if (isPlain) return { ...plainly(value, n, isNone), caveats: [] };
  if (parts.clusters < fewestClusters) {
    if (parts.units / parts.clusters > heavyCluster) {
      return { value, lower: null, upper: null, interval: null, effectiveN: null, caveats: [fewClusters] };
    }
    return { ...plainly(value, n, isNone), caveats: [fewClusters] };
  }
  const clustered = clusteredProportionFromSums({
    k: parts.clusters,
    sumM: parts.sumM,
    sumX: count.sumX,
    sumM2: parts.sumM2,
    sumXM: count.sumXM,
    sumX2: count.sumX2,
    n,
    conf: confidence,
  });
  const effectiveN = clustered.effectiveN;
  if (isNone && effectiveN !== null) return { value, ...exactlyNone(effectiveN), effectiveN, caveats: [] };
  const { lower, upper } = clustered;
  return { value, lower, upper, interval: 'clustered_proportion', effectiveN, clusters: parts.clusters, caveats: [] };
}
