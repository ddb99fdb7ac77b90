import type { Caveat, IntervalEstimate, PartEstimate } from '@assay/contract';
import type { MetricDefinition, MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { EventParts, PlainCounts } from './read.ts';
import { poissonRate } from '@assay/statistics';
import { confidence, toEstimate } from '../evaluate/number.ts';

/** Reasons and notes that concern a row at least. */
export function countCaveats(
  { leftOut, noted }: Pick<MetricDefinition, 'leftOut' | 'noted'>,
  parts: PlainCounts,
): readonly Caveat[] {
  return [
    ...leftOut.map(({ code }) => ({ code, count: parts.leftOut[code] ?? 0 })),
    ...noted.map(({ code }) => ({ code, count: parts.noted[code] ?? 0 })),
  ].filter(({ count }) => count > 0);
}

/** Events per unit of exposure with their exact limits. */
function rateOf(count: number, exposure: number): IntervalEstimate {
  const { rate, lower, upper } = poissonRate({ count, exposure, conf: confidence });
  return { value: rate, lower, upper };
}

/** A rate of events; without exposure only their number, which is `n` and `numerator` in any case. */
export function eventRateOf(metric: MetricOf<'event_rate'>, parts: EventParts, context: EstimateContext): Evaluated {
  const { rows } = parts;
  const exposure = metric.exposure.counter === null ? context.place.days : parts.exposure;
  const units = exposure / metric.exposure.per;
  const partEstimates = Object.keys(metric.counts).map((id): readonly [string, PartEstimate] => {
    const count = parts.counts[id] ?? 0;
    return [id, { numerator: count, rows: count, ...rateOf(count, units) }];
  });
  const caveats = countCaveats(metric, parts);
  const estimate = toEstimate(metric, context, {
    ...rateOf(rows, units),
    interval: exposure > 0 ? 'poisson_rate' : null,
    n: rows,
    rows,
    numerator: rows,
    numeratorRows: rows,
    denominator: exposure,
    parts: Object.fromEntries(partEstimates),
    status: exposure > 0 ? 'ok' : 'no_data',
    caveats: exposure > 0 || rows === 0 ? caveats : [...caveats, { code: 'no_exposure', count: null }],
  });
  return { estimate, evidence: { kind: 'events', count: rows, exposure } };
}
