import type { Caveat, Estimate, IntervalEstimate, PartEstimate } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { DistinctRatioParts } from '../distinct-ratio/read.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import { clopperPearson, zeroFailureN } from '@assay/statistics';
import { noParts } from '../cluster-sums/estimate.ts';
import { standingOf } from '../cluster-sums/standing.ts';
import { noMoments } from '../distinct-ratio/read.ts';
import { minimumOf } from '../evaluate/minimum.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';

/** A one-sided bound is that of an interval with as much on its other side. */
const twoSided = 2 * confidence - 1;

/** Bad cases of all, with the exact bound that holds with 95 % on its one side. */
function shareOf(bad: number, cases: number): IntervalEstimate {
  if (cases === 0) return { value: null, lower: null, upper: null };
  const { p, upper } = clopperPearson({ successes: bad, n: cases, conf: twoSided });
  return { value: p, lower: 0, upper };
}

/** One bad case breaks any maximum; without one the bound is held against it. */
const judgedBy = (bad: number, { lower, upper }: IntervalEstimate): Pick<IntervalEstimate, 'lower' | 'upper'> =>
  bad > 0 ? { lower: 1, upper: 1 } : { lower, upper };

/** How many more clean cases there must be before none bad says enough. */
function casesNeeded({ verdict, target, n }: Pick<Estimate, 'verdict' | 'target' | 'n'>): readonly Caveat[] {
  const maximum = target?.upper ?? null;
  if (verdict !== 'unproven' || maximum === null) return [];
  const needed = zeroFailureN({ maxRate: maximum, conf: confidence }).n;
  return needed === null ? [] : [{ code: 'cases_needed', count: needed - n }];
}

/** Cases with a bad sample, of all cases; `n` is the cases. */
export function worstCaseOf(
  metric: MetricOf<'worst_case'>,
  { rows, whole, kinds, counts, leftOut, noted }: DistinctRatioParts,
  context: EstimateContext,
): Evaluated {
  const cases = whole.x;
  const badOf = (id: string): number => kinds[id]?.y ?? noMoments.y;
  const minimum = minimumOf(metric, context.place);
  const parts = { ...noParts, rows, units: cases, leftOut, noted };
  const { status, caveats } = standingOf(parts, cases, { metric, minimum, isOfPerson: false });
  const bad = badOf(metric.value);
  const share = shareOf(bad, cases);
  const partOf = (id: string): PartEstimate => ({
    numerator: badOf(id),
    rows: counts[id] ?? 0,
    ...shareOf(badOf(id), cases),
  });
  const estimate = toEstimate(metric, context, {
    ...share,
    interval: share.value === null ? null : metric.interval,
    n: cases,
    rows,
    numerator: bad,
    numeratorRows: counts[metric.value] ?? 0,
    denominator: cases,
    parts: Object.fromEntries(Object.keys(metric.counts).map((id) => [id, partOf(id)])),
    status,
    caveats,
    judgedBy: judgedBy(bad, share),
  });
  return {
    estimate: { ...estimate, caveats: [...caveats, ...casesNeeded(estimate)] },
    evidence: { kind: 'share', effectiveN: cases },
  };
}
