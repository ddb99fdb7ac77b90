import type { BreakMark, Bucket, Day, Trend, Verdict } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Known } from '../plan/known.ts';
import type { Resolved } from '../plan/question.ts';
import type { Evaluated } from './number.ts';
import type { Slice } from './question-cells.ts';
import { trendPeriods } from '../plan/trend-periods.ts';
import { breaksOf } from './breaks.ts';
import { bucketsFor } from './buckets.ts';
import { confidence } from './number.ts';
import { movesOf } from './trend.ts';

/** The numbers of finished periods that a trend is taken from. */
export interface History {
  readonly resolved: Resolved;
  /** The number of a slice whose period begins on a day. */
  readonly numberOf: (by: Slice, start: Day) => Evaluated | null;
  /** Breaks that are seen in the numbers themselves. */
  readonly instrument: readonly BreakMark[];
}

/** The day of the youngest break that numbers of a slice up to a day cross; nothing before it is looked at. */
function lastBreak(
  { resolved, instrument }: History,
  by: Slice,
  { known, end }: { readonly known: Known; readonly end: Day },
): Day | null {
  const own = [...breaksOf(resolved, known), ...instrument].filter((mark) =>
    Object.entries(mark.by).every(([dimension, value]) => by[dimension] === value),
  );
  const days = own.map(({ day }) => day).filter((day) => day < end);
  return days.sort().at(-1) ?? null;
}

/** A number of its own: shown, and of no other days than its period's, which its neighbours would count again. */
function isOwn({ from, to }: Bucket, { estimate }: Evaluated): boolean {
  return estimate.value !== null && estimate.range.from === from && estimate.range.to === to;
}

function verdictOf({ moves, p }: Pick<Trend, 'moves' | 'p'>, wanted: Trend['wanted']): Verdict {
  if (moves === null || p === null || p >= 1 - confidence) return 'unproven';
  return moves === wanted ? 'met' : 'missed';
}

/** Where the last finished periods up to a number go, and whether that is as wanted. */
function trendUpTo(
  { estimate }: Evaluated,
  { metric, history }: { readonly metric: MetricDefinition; readonly history: History },
  known: Known,
): Omit<Trend, 'wanted' | 'verdict'> {
  const { resolved, numberOf } = history;
  const finished = bucketsFor(resolved.current, known)
    .filter(({ to, partial, provisional }) => to <= estimate.range.to && !partial && !provisional)
    .slice(-trendPeriods);
  const since = lastBreak(history, estimate.by, { known, end: estimate.range.to });
  const kept = finished.filter(({ from }) => since === null || from >= since);
  const periods = kept.flatMap((bucket) => {
    const found = numberOf(estimate.by, bucket.from);
    return found && isOwn(bucket, found) ? [found] : [];
  });
  const isEnough = periods.length === trendPeriods;
  return {
    grain: resolved.request.grain,
    periods: periods.length,
    since: kept.length < finished.length ? since : null,
    ...(isEnough ? movesOf(metric, periods) : { moves: null, p: null }),
  };
}

/** A number whose target wants a trend, judged by it: beside bounds by itself, without any it is the verdict. */
export function againstTrend(
  current: Evaluated,
  from: { readonly metric: MetricDefinition; readonly history: History },
  known: Known,
): Evaluated {
  const { estimate } = current;
  const wanted = estimate.target?.trend?.wanted;
  // A period that is not whole and a value that is not shown are never judged.
  if (wanted === undefined || estimate.partial || estimate.value === null) return current;
  const found = trendUpTo(current, from, known);
  const trend: Trend = { ...found, wanted, verdict: verdictOf(found, wanted) };
  const isAlone = estimate.target?.lower === null && estimate.target.upper === null && !estimate.target.ofEarlier;
  return { ...current, estimate: { ...estimate, trend, ...(isAlone ? { verdict: trend.verdict } : {}) } };
}
