import type { DayRange, TrendDirection } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import { daysBetween } from '@assay/contract';
import { cochranArmitage, mannKendall, poissonTrend } from '@assay/statistics';

/** Which way numbers of successive periods go; p is two-sided. */
export interface Moves {
  readonly moves: TrendDirection | null;
  readonly p: number | null;
}

const towards = (slope: number | null): TrendDirection | null =>
  slope === null || slope === 0 ? null : slope > 0 ? 'up' : 'down';

/** Shares of rows by their effective sizes, rounded down as in every test of two shares. */
function ofShares(periods: readonly Evaluated[]): Moves {
  const sizes = periods.map(({ estimate, evidence }) => {
    const n = evidence.kind === 'share' ? Math.floor(evidence.effectiveN ?? 0) : 0;
    return { n, successes: Math.round((estimate.value ?? 0) * n) };
  });
  const found = cochranArmitage({ successes: sizes.map(({ successes }) => successes), n: sizes.map(({ n }) => n) });
  return { moves: found.direction, p: found.p };
}

function ofCounts(counts: readonly { readonly count: number; readonly exposure: number }[]): Moves {
  const found = poissonTrend({
    counts: counts.map(({ count }) => count),
    exposure: counts.map(({ exposure }) => exposure),
  });
  return { moves: towards(found.logSlope), p: found.p };
}

const daysOf = ({ from, to }: DayRange): number => daysBetween(from, to);

/** The trend test that fits what is counted: metrics.md 1.5. Periods in their order, each with a value. */
export function movesOf({ kind }: MetricDefinition, periods: readonly Evaluated[]): Moves {
  switch (kind) {
    case 'rate':
    case 'stratified_rate':
    case 'mode':
    case 'worst_case':
      return ofShares(periods);
    case 'event_rate':
      return ofCounts(
        periods.map(({ evidence }) => (evidence.kind === 'events' ? evidence : { count: 0, exposure: 0 })),
      );
    // Months are not of one length; what is open at the end of one does not hang on that.
    case 'total':
      return ofCounts(
        periods.map(({ estimate }) => ({ count: estimate.value ?? 0, exposure: daysOf(estimate.range) })),
      );
    case 'still_open':
      return ofCounts(periods.map(({ estimate }) => ({ count: estimate.value ?? 0, exposure: 1 })));
    default: {
      const { S, p } = mannKendall({ y: periods.map(({ estimate }) => estimate.value ?? NaN) });
      return { moves: towards(S), p };
    }
  }
}
