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

/** Engines add in any order: a share within rounding of all is all. */
const isNoneOrAll = (share: number): boolean => share === 0 || Math.abs(share - 1) < 1e-12;

function exactly(share: number, n: number): Pick<ShareEstimate, 'lower' | 'upper' | 'interval'> {
  const { lower, upper } = clopperPearson({ successes: share === 0 ? 0 : n, n, conf: confidence });
  return { lower, upper, interval: 'clopper_pearson' };
}

/** Rows that are independent, or hardly not. */
function plainly(value: number, n: number, isExact: boolean): Omit<ShareEstimate, 'caveats'> {
  if (isExact) return { value, ...exactly(value, n), effectiveN: n };
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
 * they are few and heavy. A safety count of none or of all (N0) has exact bounds.
 */
export function shareOf(parts: ProportionParts, count: CountParts, { minimum, isPlain }: ShareView): ShareEstimate {
  const n = effectiveUnits(parts);
  if (n === 0) return { value: null, lower: null, upper: null, interval: null, effectiveN: null, caveats: [] };
  const value = count.sumX / parts.sumM;
  const isExact = minimum === 'N0' && isNoneOrAll(value);
  if (isPlain) return { ...plainly(value, n, isExact), caveats: [] };
  if (parts.clusters < fewestClusters) {
    if (parts.units / parts.clusters > heavyCluster) {
      return { value, lower: null, upper: null, interval: null, effectiveN: null, caveats: [fewClusters] };
    }
    return { ...plainly(value, n, isExact), caveats: [fewClusters] };
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
  if (isExact && effectiveN !== null) return { value, ...exactly(value, effectiveN), effectiveN, caveats: [] };
  const { lower, upper } = clustered;
  return { value, lower, upper, interval: 'clustered_proportion', effectiveN, clusters: parts.clusters, caveats: [] };
}
