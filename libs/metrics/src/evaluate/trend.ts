import type { DayRange, TrendDirection } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import { daysBetween } from '@assay/contract';
import { cochranArmitage, mannKendall, poissonTrend } from '@assay/statistics';
import { wholeShare } from './whole-share.ts';

/** Which way numbers of successive periods go; p is two-sided. */
export interface Moves {
  readonly moves: TrendDirection | null;
  readonly p: number | null;
}

const towards = (slope: number | null): TrendDirection | null =>
  slope === null || slope === 0 ? null : slope > 0 ? 'up' : 'down';

function ofShares(periods: readonly Evaluated[]): Moves {
  const shares = periods.map(({ estimate, evidence }) =>
    wholeShare(estimate.value ?? 0, evidence.kind === 'share' ? evidence.effectiveN : null),
  );
  const found = cochranArmitage({ successes: shares.map(({ x }) => x), n: shares.map(({ n }) => n) });
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
