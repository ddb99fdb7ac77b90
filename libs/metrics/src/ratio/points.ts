import type { IntervalEstimate, PartEstimate, ProportionParts } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import { poissonRate, severityWeightedRate } from '@assay/statistics';
import { effectiveUnits } from '../cluster-sums/interval.ts';
import { standingOf } from '../cluster-sums/standing.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { limitsOf, noLimits } from './interval.ts';

const hidden: IntervalEstimate = { value: null, lower: null, upper: null };

/** Rows of a kind by all, with exact limits; of weighted rows as many as they are worth. */
function shareOf(parts: ProportionParts, id: string): IntervalEstimate {
  const n = effectiveUnits(parts);
  const share = (parts.counts[id]?.sumX ?? 0) / parts.sumM;
  const { rate, lower, upper } = poissonRate({ count: share * n, exposure: n, conf: confidence });
  return { value: rate, lower, upper };
}

const times = ({ value, lower, upper }: IntervalEstimate, factor: number): IntervalEstimate => ({
  value: value === null ? null : value * factor,
  lower: lower === null ? null : lower * factor,
  upper: upper === null ? null : upper * factor,
});

/** Had all that nobody triaged the least weight, and the greatest (E10). */
function boundsOf({ points, unknown, per }: MetricOf<'points'>, { counts, sumM }: ProportionParts) {
  const known = Object.entries(points).filter(([id]) => id !== unknown);
  return severityWeightedRate({
    counts: Object.fromEntries(Object.keys(points).map((id) => [id, counts[id]?.sumX ?? 0])),
    exposure: sumM,
    weights: Object.fromEntries(known),
    unknownWeight: points[unknown] ?? 0,
    per,
  });
}

type Parts = Readonly<Record<string, PartEstimate>>;

/** What each kind adds to the value, and the figures beside it. */
function partsOf(metric: MetricOf<'points'>, parts: ProportionParts, isShown: boolean): Parts {
  const { points, per, apart } = metric;
  const bounds = boundsOf(metric, parts);
  const figure = (estimate: IntervalEstimate): PartEstimate => ({ numerator: 0, rows: 0, ...estimate });
  const alone = (value: number | null): IntervalEstimate => (isShown ? { ...hidden, value } : hidden);
  const kinds = Object.keys(metric.counts).map((id) => {
    const { sumX = 0, rows = 0 } = parts.counts[id] ?? {};
    const weight = points[id] ?? 0;
    return [id, { numerator: sumX * weight, rows, ...(isShown ? times(shareOf(parts, id), weight * per) : hidden) }];
  });
  return Object.fromEntries([
    ...kinds,
    ...apart.map((id) => [`${id}_rate`, figure(isShown ? shareOf(parts, id) : hidden)]),
    ['least', figure(alone(bounds.lower))],
    ['most', figure(alone(bounds.upper))],
  ]) as Parts;
}

/** Points of all rows by how many rows there are. */
export function pointsOf(metric: MetricOf<'points'>, parts: ProportionParts, context: EstimateContext): Evaluated {
  const minimum = minimumOf(metric, context.place);
  const standing = { metric, minimum, isOfPerson: false };
  const { status, isShown, caveats } = standingOf(parts, effectiveUnits(parts), standing);
  const limits = isShown ? limitsOf(parts) : noLimits;
  const { per } = metric;
  const scaled = (limit: number | null): number | null => (limit === null ? null : limit * per);
  const [lower, upper] = [scaled(limits.lower), scaled(limits.upper)];
  const estimate = toEstimate(metric, context, {
    value: isShown ? (parts.total.sumX / parts.sumM) * per : null,
    lower,
    upper,
    interval: lower === null || upper === null ? null : metric.interval,
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: partsOf(metric, parts, isShown),
    status,
    caveats: [...caveats, ...limits.caveats],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: scaled(limits.se) } };
}
