import type { Caveat, PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { DurationDefinition } from './definition.ts';
import type { DurationParts, Took } from './read.ts';
import { kmMedian, normalQuantile } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';

const secondsOf: Readonly<Record<DurationDefinition['unit'], number>> = { hours: 3600, days: 86_400, business_days: 1 };

const sum = (times: readonly Took[]): number => times.reduce((all, { rows }) => all + rows, 0);

interface Waiting {
  readonly median: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Share that has ended within the time the metric asks for; null where nobody was seen so long. */
  readonly within: number | null;
}

/** Median and share in time by Kaplan and Meier, in the metric's own unit. */
function waitingOf({ unit, within }: MetricOf<'duration'>, took: readonly Took[]): Waiting {
  const each = took.flatMap(({ time, hasEnded, rows }) =>
    Array.from({ length: rows }, () => ({ time: time / secondsOf[unit], event: hasEnded ? 1 : 0 })),
  );
  const { times, survival, median, lower, upper } = kmMedian({
    time: each.map(({ time }) => time),
    event: each.map(({ event }) => event),
    conf: confidence,
  });
  const last = times.findLastIndex((time) => time <= within);
  const isSeen = (times.at(-1) ?? 0) >= within || survival.at(-1) === 0;
  return { median, lower, upper, within: isSeen ? 1 - (survival[last] ?? 1) : null };
}

/** Half the width of an interval by the normal law: what a comparison may count on. Null without both limits. */
function standardErrorOf({ lower, upper }: Waiting): number | null {
  const z = normalQuantile((1 + confidence) / 2);
  return lower === null || upper === null || z === null ? null : (upper - lower) / (2 * z);
}

function statusOf(
  { rows, ended, median }: { rows: number; ended: number; median: number | null },
  fewest: number,
): Status {
  if (rows === 0) return 'no_data';
  if (ended < fewest) return 'low_n';
  return median === null ? 'undefined' : 'ok';
}

/**
 * How long it takes until half have ended. What is still open counts as open until it was last seen, never as nothing. Where
 * fewer than half have ended the median lies beyond what was seen: there is no value, but a lower limit judges a target.
 */
export function durationOf(metric: MetricOf<'duration'>, parts: DurationParts, context: EstimateContext): Evaluated {
  const ended = sum(parts.times.filter(({ hasEnded }) => hasEnded));
  const waiting = waitingOf(metric, parts.times);
  const status = statusOf({ rows: parts.rows, ended, median: waiting.median }, minimums[metric.minimum].fullFrom);
  const isShown = status === 'ok';
  const { lower, upper } = waiting;
  const count = (rows: number): PartEstimate => ({ numerator: rows, rows, value: rows, lower: null, upper: null });
  const within = status === 'ok' || status === 'undefined' ? waiting.within : null;
  const beyond: readonly Caveat[] = status === 'undefined' ? [{ code: 'median_not_reached', count: null }] : [];
  const estimate = toEstimate(metric, context, {
    value: isShown ? waiting.median : null,
    lower: isShown ? lower : null,
    upper: isShown ? upper : null,
    interval: isShown ? 'km_median' : null,
    n: parts.rows,
    rows: parts.rows,
    numerator: ended,
    numeratorRows: ended,
    denominator: parts.rows,
    parts: {
      ...Object.fromEntries(Object.keys(metric.counts).map((id) => [id, count(parts.counts[id] ?? 0)])),
      within: { numerator: ended, rows: ended, value: within, lower: null, upper: null },
    },
    status,
    caveats: [...countCaveats(metric, parts), ...beyond],
    ...(status === 'ok' || status === 'undefined'
      ? { judgedBy: { lower: lower ?? 0, upper: upper ?? Number.POSITIVE_INFINITY } }
      : {}),
  });
  return { estimate, evidence: { kind: 'estimate', standardError: isShown ? standardErrorOf(waiting) : null } };
}
