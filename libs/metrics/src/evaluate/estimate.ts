import type { Bucket, CountParts, Estimate, PartEstimate, ProportionParts } from '@assay/contract';
import type { RateDefinition } from '../definition.ts';
import type { ShareEstimate } from './interval.ts';
import type { TargetLookup } from './target.ts';
import { confidence, effectiveUnits, shareOf } from './interval.ts';
import { standingOf } from './status.ts';
import { verdictOf } from './target.ts';

/** Where a number stands: its bucket (null for grain none), its slice. */
export interface Place {
  readonly bucket: Bucket;
  readonly isWholeRange: boolean;
  readonly by: Readonly<Record<string, string | null>>;
  /** Values that the request's filters pin to one; with `by` they say which target applies. */
  readonly pinned: Readonly<Record<string, string | null>>;
}

/** An estimate with what its comparison needs. */
export interface Evaluated {
  readonly estimate: Estimate;
  readonly effectiveN: number | null;
}

const nothing: CountParts = { rows: 0, sumX: 0, sumX2: 0, sumXM: 0 };

export const noParts: ProportionParts = {
  rows: 0,
  outside: 0,
  units: 0,
  clusters: 0,
  sumM: 0,
  sumM2: 0,
  sumW2: 0,
  total: nothing,
  counts: {},
  leftOut: {},
  noted: {},
};

const hidden: ShareEstimate = { value: null, lower: null, upper: null, interval: null, effectiveN: null, caveats: [] };

function partEstimates(
  metric: RateDefinition,
  parts: ProportionParts,
  isShown: boolean,
): Readonly<Record<string, PartEstimate>> {
  return Object.fromEntries(
    Object.keys(metric.counts).map((id) => {
      const count = parts.counts[id] ?? nothing;
      const { value, lower, upper } = isShown ? shareOf(parts, count, metric.minimum) : hidden;
      return [id, { numerator: count.sumX, rows: count.rows, value, lower, upper }];
    }),
  );
}

/** Additive parts of one cell, turned into the number a reader may trust. Pure; nothing here knows where parts came from. */
export function estimateOf(
  metric: RateDefinition,
  parts: ProportionParts,
  context: { readonly place: Place; readonly targets: TargetLookup },
): Evaluated {
  const { bucket, isWholeRange, by, pinned } = context.place;
  const standing = standingOf(metric, parts, effectiveUnits(parts));
  const share = standing.isShown ? shareOf(parts, parts.total, metric.minimum) : hidden;
  const target = context.targets.find({ metric: metric.id, by: { ...pinned, ...by }, periodEnd: bucket.to });
  const judged = { value: share.value, lower: share.lower, upper: share.upper, partial: bucket.partial, target };
  const estimate: Estimate = {
    ...judged,
    metric: metric.id,
    bucket: isWholeRange ? null : bucket.from,
    range: { from: bucket.from, to: bucket.to },
    by,
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: partEstimates(metric, parts, standing.isShown),
    interval: share.interval,
    confLevel: confidence,
    status: standing.status,
    verdict: verdictOf(judged),
    provisional: bucket.provisional,
    change: null,
    caveats: [...standing.caveats, ...share.caveats],
  };
  return { estimate, effectiveN: share.effectiveN };
}
