import type { CountParts, PartEstimate, ProportionParts } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { ShareEstimate } from './interval.ts';
import { toEstimate } from '../evaluate/number.ts';
import { effectiveUnits, shareOf } from './interval.ts';
import { standingOf } from './standing.ts';

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

/** A number of rows that are all known. */
const known = (rows: number): ShareEstimate => ({ ...hidden, value: rows });

const valueOf = (metric: MetricDefinition, parts: ProportionParts): ShareEstimate =>
  metric.kind === 'total' ? known(parts.rows) : shareOf(parts, parts.total, metric.minimum);

const partOf = (metric: MetricDefinition, parts: ProportionParts, count: CountParts): ShareEstimate =>
  metric.kind === 'total' ? known(count.rows) : shareOf(parts, count, metric.minimum);

function partEstimates(
  metric: MetricDefinition,
  parts: ProportionParts,
  isShown: boolean,
): Readonly<Record<string, PartEstimate>> {
  return Object.fromEntries(
    Object.keys(metric.counts).map((id) => {
      const count = parts.counts[id] ?? nothing;
      const { value, lower, upper } = isShown ? partOf(metric, parts, count) : hidden;
      return [id, { numerator: count.sumX, rows: count.rows, value, lower, upper }];
    }),
  );
}

/** Additive parts of one cell, turned into the number a reader may trust. Pure; nothing here knows where parts came from. */
export function estimateOf(metric: MetricDefinition, parts: ProportionParts, context: EstimateContext): Evaluated {
  const { status, isShown, caveats } = standingOf(metric, parts, effectiveUnits(parts));
  const { value, lower, upper, interval, effectiveN, caveats: more } = isShown ? valueOf(metric, parts) : hidden;
  const estimate = toEstimate(metric, context, {
    value,
    lower,
    upper,
    interval,
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: partEstimates(metric, parts, isShown),
    status,
    caveats: [...caveats, ...more],
    ...(metric.kind === 'total' ? { judgedBy: { lower: value, upper: value } } : {}),
  });
  return { estimate, evidence: metric.kind === 'total' ? { kind: 'exact' } : { kind: 'share', effectiveN } };
}
