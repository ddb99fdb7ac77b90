import type { Estimate } from '@assay/contract';
import type { StratifiedProportion } from '@assay/statistics';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { DrawnStratum, StratifiedParts } from './read.ts';
import { stratifiedProportion, wilson } from '@assay/statistics';
import { estimateOf } from '../cluster-sums/estimate.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';

/** As many as there are of a stratum; where rows do not say theirs, as many as those drawn stand for. */
const populationOf = ({ name, population, sampled, weight }: DrawnStratum): number =>
  Math.max(sampled, name === null || population === 0 ? weight : population);

/** The share over all rows, each stratum weighing as it is large; null where no row looked at says its stratum. */
function overStrata({ strata }: StratifiedParts): StratifiedProportion | null {
  if (!strata.some(({ name, sampled }) => name !== null && sampled > 0)) return null;
  // Rows without a stratum come last; what nobody drew from without a name is none.
  const known = strata
    .filter(({ name, sampled }) => name !== null || sampled > 0)
    .toSorted((a, b) => (a.name === null ? 1 : b.name === null ? -1 : a.name < b.name ? -1 : 1));
  return stratifiedProportion({
    strata: known.map((each) => ({ ...each, name: each.name ?? '', population: populationOf(each) })),
    conf: confidence,
  });
}

type Limits = Pick<Estimate, 'lower' | 'upper' | 'interval'>;
/** The limits over clusters, about another share than theirs. */
function overClusters({ evidence, estimate }: Evaluated, value: number): Limits {
  const n = evidence.kind === 'share' ? evidence.effectiveN : null;
  if (n === null) return { lower: null, upper: null, interval: null };
  const { lower, upper } = wilson({ successes: value * n, n, conf: confidence });
  return { lower, upper, interval: estimate.interval };
}

const widthOf = ({ lower, upper }: Limits): number => (lower === null || upper === null ? -1 : upper - lower);

/** Size of a simple random sample with the same spread. */
function sizeOf({ estimate: p, se }: StratifiedProportion): number | null {
  return p === null || se === null || se === 0 ? null : (p * (1 - p)) / se ** 2;
}

const smaller = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/**
 * A share of what strata were drawn from. Its limits are the wider of those over strata and those over clusters, because
 * each leaves out what the other sees; without strata it is the weighted share with those over clusters.
 */
export function stratifiedEstimate(
  metric: MetricOf<'stratified_rate'>,
  parts: StratifiedParts,
  context: EstimateContext,
): Evaluated {
  const clustered = estimateOf(metric, parts, context);
  const found = clustered.estimate.value === null ? null : overStrata(parts);
  if (found === null || found.estimate === null) return clustered;
  const drawn: Limits = { lower: found.lower, upper: found.upper, interval: 'stratified_proportion' };
  const people = overClusters(clustered, found.estimate);
  const limits = widthOf(drawn) > widthOf(people) ? drawn : people;
  const value = { value: found.estimate, lower: limits.lower, upper: limits.upper };
  const merged = found.merged.length === 0 ? [] : [{ code: 'merged_strata', count: found.merged.length }];
  const [only, ...others] = metric.value;
  const part = only === undefined || others.length > 0 ? undefined : clustered.estimate.parts[only];
  const estimate = toEstimate(metric, context, {
    ...clustered.estimate,
    ...value,
    interval: limits.interval,
    parts:
      part === undefined
        ? clustered.estimate.parts
        : { ...clustered.estimate.parts, [only ?? '']: { ...part, ...value } },
    caveats: [
      ...clustered.estimate.caveats.filter(({ code }) => code !== 'few_clusters' || limits !== drawn),
      ...merged,
    ],
  });
  const known = clustered.evidence.kind === 'share' ? clustered.evidence.effectiveN : null;
  return { estimate, evidence: { kind: 'share', effectiveN: smaller(known, sizeOf(found)) } };
}
