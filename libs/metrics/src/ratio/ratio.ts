import type { Caveat, IntervalEstimate, IntervalKind, ProportionParts } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import { clopperPearson } from '@assay/statistics';
import { effectiveUnits } from '../cluster-sums/interval.ts';
import { standingOf } from '../cluster-sums/standing.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { limitsOf } from './interval.ts';

interface Found extends IntervalEstimate {
  readonly interval: IntervalKind | null;
  readonly se: number | null;
  readonly caveats: readonly Caveat[];
}

const hidden: Found = { value: null, lower: null, upper: null, interval: null, se: null, caveats: [] };

/** A part of a whole. Of none or all of it nothing varies: then the exact limits of as many rows as they are worth. */
function shareOf(parts: ProportionParts, metric: MetricOf<'ratio'>): Found {
  const found = parts.total.sumX / parts.sumM;
  const value = Math.abs(found - 1) < 1e-12 ? 1 : found;
  const n = effectiveUnits(parts);
  if (value === 0 || value === 1) {
    const { lower, upper } = clopperPearson({ successes: value * n, n, conf: confidence });
    return { value, lower, upper, interval: 'clopper_pearson', se: null, caveats: [] };
  }
  const { se, lower, upper, caveats } = limitsOf(parts);
  const interval = lower === null || upper === null ? null : metric.interval;
  return { value, lower, upper: upper === null ? null : Math.min(1, upper), interval, se, caveats };
}

/** Sum over sum of what rows hold; `n` is the rows, of whose weights and sizes together Kish's n is made. */
export function ratioOf(metric: MetricOf<'ratio'>, parts: ProportionParts, context: EstimateContext): Evaluated {
  const minimum = minimumOf(metric, context.place);
  const standing = standingOf(parts, effectiveUnits(parts), { metric, minimum, isOfPerson: false });
  const { se, caveats, ...share } = standing.isShown ? shareOf(parts, metric) : hidden;
  const estimate = toEstimate(metric, context, {
    ...share,
    n: parts.units,
    rows: parts.rows,
    numerator: parts.total.sumX,
    numeratorRows: parts.total.rows,
    denominator: parts.sumM,
    parts: {},
    status: standing.status,
    caveats: [...standing.caveats, ...caveats],
  });
  return { estimate, evidence: { kind: 'estimate', standardError: se } };
}
