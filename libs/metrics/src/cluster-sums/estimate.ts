import type { CountParts, Estimate, PartEstimate, ProportionParts } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { ShareEstimate, ShareView } from './interval.ts';
import { toEstimate } from '../evaluate/number.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { isOfPerson } from '../evaluate/person.ts';
import { meansOf } from './measure.ts';
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
  means: {},
  leftOut: {},
  noted: {},
};

const hidden: ShareEstimate = { value: null, lower: null, upper: null, interval: null, effectiveN: null, caveats: [] };

/** A number of rows that are all known; what takes one off weighs -1. */
const known = (sum: number): ShareEstimate => ({ ...hidden, value: sum });

type View = ShareView & { readonly metric: MetricDefinition };

const valueOf = (parts: ProportionParts, view: View): ShareEstimate =>
  view.metric.kind === 'total' ? known(parts.sumM) : shareOf(parts, parts.total, view);

const partOf = (parts: ProportionParts, count: CountParts, view: View): ShareEstimate =>
  view.metric.kind === 'total' ? known(count.sumX) : shareOf(parts, count, view);

function partEstimates(parts: ProportionParts, view: View, isShown: boolean): Readonly<Record<string, PartEstimate>> {
  return Object.fromEntries(
    Object.keys(view.metric.counts).map((id) => {
      const count = parts.counts[id] ?? nothing;
      const { value, lower, upper } = isShown ? partOf(parts, count, view) : hidden;
      return [id, { numerator: count.sumX, rows: count.rows, value, lower, upper }];
    }),
  );
}

/** Means stand beside a share that is shown. */
function meanEstimates(metric: MetricDefinition, { means }: ProportionParts, isShown: boolean): Estimate['parts'] {
  const all = Object.keys(meansOf(metric)).map((id) => {
    const { sum, rows } = means[id] ?? { sum: 0, rows: 0 };
    const value = isShown && rows > 0 ? sum / rows : null;
    return [id, { numerator: sum, rows, value, lower: null, upper: null }] as const;
  });
  return Object.fromEntries(all);
}

/** Additive parts of one cell, turned into the number a reader may trust. Pure; nothing here knows where parts came from. */
export function estimateOf(metric: MetricDefinition, parts: ProportionParts, context: EstimateContext): Evaluated {
  const isOf = isOfPerson(context.place);
  const isPlain = isOf || (metric.kind === 'rate' && metric.interval === 'wilson');
  const minimum = minimumOf(metric, context.place);
  const view = { metric, minimum, isPlain };
  const { status, isShown, caveats } = standingOf(parts, effectiveUnits(parts), { metric, minimum, isOfPerson: isOf });
  const found = isShown ? valueOf(parts, view) : hidden;
  const { value, lower, upper, interval, effectiveN, clusters = null, caveats: more } = found;
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
    parts: { ...partEstimates(parts, view, isShown), ...meanEstimates(metric, parts, isShown) },
    status,
    caveats: [...caveats, ...more],
    ...(metric.kind === 'total' ? { judgedBy: { lower: value, upper: value } } : {}),
  });
  return { estimate, evidence: metric.kind === 'total' ? { kind: 'exact' } : { kind: 'share', effectiveN, clusters } };
}
