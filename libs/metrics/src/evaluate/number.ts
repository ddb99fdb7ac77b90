import type { Bucket, Estimate, IntervalEstimate } from '@assay/contract';
import type { AnswerReading } from '../agreement/reading.ts';
import type { MetricDefinition } from '../definition.ts';
import type { MoneyTerms } from '../money/terms.ts';
import type { JudgedBeside } from '../corrected/beside.ts';
import type { Evidence } from './evidence.ts';
import type { TargetLookup } from './target.ts';
import { chanceMet } from './chance-met.ts';
import { verdictOf } from './target.ts';

export const confidence = 0.95;

/** Where a number stands: its bucket (null for grain none), its slice. */
export interface Place {
  readonly bucket: Bucket;
  readonly isWholeRange: boolean;
  /** Days of it that were asked for, are over, and that the data reaches. */
  readonly days: number;
  readonly by: Readonly<Record<string, string | null>>;
  /** Values that the request's filters pin to one; with `by` they say which target applies. */
  readonly pinned: Readonly<Record<string, string | null>>;
}

export interface EstimateContext {
  readonly place: Place;
  readonly targets: TargetLookup;
  readonly money: MoneyTerms;
  readonly reading: AnswerReading;
  /** How judges did beside people, where numbers are set right by it; null where they are not. */
  readonly beside: readonly JudgedBeside[] | null;
}

/** An estimate with what its comparison needs. */
export interface Evaluated {
  readonly estimate: Estimate;
  readonly evidence: Evidence;
}

/** What a shape works out of its parts; the rest of an estimate is the same for all. */
export type Measured = Pick<
  Estimate,
  | keyof IntervalEstimate
  | 'n'
  | 'rows'
  | 'numerator'
  | 'numeratorRows'
  | 'denominator'
  | 'parts'
  | 'interval'
  | 'status'
  | 'caveats'
> & {
  /** What a target judges instead of the interval shown, where there is none: of a full count, the count itself. */
  readonly judgedBy?: Pick<IntervalEstimate, 'lower' | 'upper'>;
  /** Whether not all of the days of a whole period are known: then neither a target nor a comparison judges it. */
  readonly isPartly?: boolean;
};

export function toEstimate(
  metric: MetricDefinition,
  { place, targets }: EstimateContext,
  { judgedBy, isPartly = false, ...measured }: Measured,
): Estimate {
  const { bucket, isWholeRange, by, pinned } = place;
  const { value, lower, upper } = measured;
  const target = targets.find({ metric: metric.id, by: { ...pinned, ...by }, periodEnd: bucket.to });
  const judged = { value, lower, upper, partial: bucket.partial || isPartly, target };
  const verdict = verdictOf({ ...judged, ...judgedBy });
  return {
    ...measured,
    ...judged,
    verdict,
    chanceMet: verdict === 'not_judged' ? null : chanceMet(judged, { target, unit: metric.unit }),
    metric: metric.id,
    bucket: isWholeRange ? null : bucket.from,
    range: { from: bucket.from, to: bucket.to },
    by,
    confLevel: confidence,
    provisional: bucket.provisional,
    change: null,
  };
}
