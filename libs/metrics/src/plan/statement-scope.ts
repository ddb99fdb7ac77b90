import type { Day, DayRange, ItemBasis } from '@assay/contract';
import type { End } from '../at-ends/ends.ts';
import type { MetricDialect } from '../dialect.ts';
import type { RelationScope } from '../fact.ts';
import type { MoneyTerms } from '../money/terms.ts';
import type { Graders } from '../output/verdict.ts';
import type { Tables } from '../tables.ts';
import type { InstantBounds } from './bounds.ts';
import type { Known } from './known.ts';
import type { Layout } from './slot.ts';
import { addDays } from '@assay/contract';
import { instantsOf } from './bounds.ts';
import { reachingBack } from './reach.ts';

export interface StatementScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly zone: string;
  readonly graders: Graders;
  readonly money: MoneyTerms;
  readonly items: ItemBasis;
  readonly known: Pick<Known, 'reach' | 'today' | 'modes' | 'span' | 'coverageCases'>;
}

/** First day that any axis reads, and the day after the last. */
export function daysOf({ axes }: Pick<Layout, 'axes'>): DayRange {
  const ranges = axes.flatMap((axis) => axis.ranges);
  return {
    from: ranges.map((range) => range.from).reduce((a, b) => (a < b ? a : b)),
    to: ranges.map((range) => range.to).reduce((a, b) => (a > b ? a : b)),
  };
}

/** First to last instant that any axis reads. */
export function boundsOf(layout: Pick<Layout, 'axes'>, zone: string): InstantBounds {
  return instantsOf(daysOf(layout), zone);
}

/** Today is not over; of days that the data does not reach nothing is known yet. */
export function elapsedTo({ today, span }: Pick<Known, 'today' | 'span'>): Day {
  const reached = span && addDays(span.last, 1);
  return reached !== null && reached < today ? reached : today;
}

/** What a fact's relation is built for, of what a statement asks about it. */
export function relationScope(
  {
    times,
    dimensions,
    metrics,
    ends = [],
  }: Pick<Layout, 'times' | 'dimensions' | 'metrics'> & { readonly ends?: readonly End[] },
  bounds: InstantBounds,
  { known, ...scope }: StatementScope,
): RelationScope {
  const days = { bounds, reaching: reachingBack(bounds, known), elapsedTo: elapsedTo(known) };
  const { coverageCases, modes } = known;
  const graded = new Set(metrics.flatMap((metric) => metric.graded ?? []));
  const details = new Set(metrics.flatMap((metric) => metric.details ?? []));
  return { ...scope, ...days, times, dimensions, ends, coverageCases, graded, details, modes: modes.ofNodes };
}
