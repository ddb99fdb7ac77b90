import type { PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Moments } from '../evaluate/ratio-interval.ts';
import type { DistinctRatioParts } from './read.ts';
import { minimums } from '../definition.ts';
import { toEstimate } from '../evaluate/number.ts';
import { fewestOfPerson, isOfPerson } from '../evaluate/person.ts';
import { ratioInterval } from '../evaluate/ratio-interval.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { noMoments } from './read.ts';

/** Fewer clusters say nothing of the spread between them (metrics.md 1.5). */
const fewestClusters = 5;

interface Limits {
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}
const noLimits: Limits = { se: null, lower: null, upper: null };
const limitsOf = (moments: Moments): Limits => (moments.k < fewestClusters ? noLimits : ratioInterval(moments));

function statusOf({ x, y }: Moments, { minimum }: MetricOf<'distinct_ratio'>, isPerson: boolean): Status {
  if (x === 0) return 'no_data';
  return x < minimums[minimum].fullFrom || (isPerson && y < fewestOfPerson) ? 'low_n' : 'ok';
}

function partOf(moments: Moments, rows: number, isShown: boolean): PartEstimate {
  const { lower, upper } = isShown ? limitsOf(moments) : noLimits;
  return { numerator: moments.y, rows, value: isShown ? moments.y / moments.x : null, lower, upper };
}

/** Different things by different things, e.g. items by days; `n` is the denominator, whose number decides what may be shown. */
export function distinctRatioOf(
  metric: MetricOf<'distinct_ratio'>,
  parts: DistinctRatioParts,
  context: EstimateContext,
): Evaluated {
  const { rows, whole, kinds, counts } = parts;
  const status = statusOf(whole, metric, isOfPerson(context.place));
  const isShown = status === 'ok';
  const { se, lower, upper } = isShown ? limitsOf(whole) : noLimits;
  const few = isShown && whole.k < fewestClusters ? [{ code: 'few_clusters', count: null }] : [];
  const estimate = toEstimate(metric, context, {
    value: isShown ? whole.y / whole.x : null,
    lower,
    upper,
    interval: lower === null ? null : metric.interval,
    n: whole.x,
    rows,
    numerator: whole.y,
    numeratorRows: rows,
    denominator: whole.x,
    parts: Object.fromEntries(
      Object.keys(metric.counts).map((id) => [id, partOf(kinds[id] ?? noMoments, counts[id] ?? 0, isShown)]),
    ),
    status,
    caveats: [...countCaveats(metric, parts), ...few],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: se } };
}
