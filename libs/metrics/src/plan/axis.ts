import type { DayRange, Grain } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Filter } from './filter.ts';
import type { Question } from './question.ts';
import { bucketStart } from '@assay/contract';
import { sql } from 'kysely';
import { and, or, value } from '../dialect.ts';
import { filterCondition } from './filter.ts';

/**
 * One way to lay rows out in time, with its filters. Questions that fit share an axis, and all axes share one scan.
 */
export interface Axis {
  readonly where: readonly Filter[];
  readonly grain: Grain;
  readonly ranges: readonly DayRange[];
}

const sameFilters = (a: readonly Filter[], b: readonly Filter[]): boolean => filterKey(a) === filterKey(b);

function filterKey(filters: readonly Filter[]): string {
  const parts = filters.map(({ dimension, values }) => [dimension, [...values].map((item) => item ?? '\u0000').sort()]);
  return JSON.stringify(parts.sort());
}

const overlaps = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to;
const sameRange = (a: DayRange, b: DayRange): boolean => a.from === b.from && a.to === b.to;
const isWhole = (range: DayRange, grain: Grain): boolean =>
  bucketStart(range.from, grain) === range.from && bucketStart(range.to, grain) === range.to;

/**
 * Whether a range may join an axis. Ranges of grain none must not overlap; buckets may be shared when no range cuts
 * one.
 */
function fits(axis: Axis, range: DayRange): boolean {
  if (axis.ranges.some((other) => sameRange(other, range))) return true;
  if (axis.grain === 'none') return !axis.ranges.some((other) => overlaps(other, range));
  return isWhole(range, axis.grain) && axis.ranges.every((other) => isWhole(other, axis.grain));
}

/** Puts a question on an axis, a new one where none fits. Returns its index. */
export function placeOnAxis(axes: Axis[], question: Question): number {
  const { where, grain, range } = question;
  const index = axes.findIndex((axis) => axis.grain === grain && sameFilters(axis.where, where) && fits(axis, range));
  if (index === -1) return axes.push({ where, grain, ranges: [range] }) - 1;
  const axis = axes[index] as Axis;
  if (!axis.ranges.some((other) => sameRange(other, range))) axes[index] = { ...axis, ranges: [...axis.ranges, range] };
  return index;
}

const holdsDay = ({ from, to }: DayRange): RawBuilder<boolean> =>
  and(sql`produced_day >= ${value('date', from)}`, sql`produced_day < ${value('date', to)}`);

/** The first day of the bucket, or of the range for grain none, that holds a row; null for a row outside. */
export function bucketOnAxis(axis: Axis, functions: MetricDialect['functions']): RawBuilder<unknown> {
  const kept = axis.where.map(filterCondition);
  if (axis.grain === 'none') {
    const cases = axis.ranges.map(
      (range) => sql`when ${and(...kept, holdsDay(range))} then ${functions.cast(value('date', range.from), 'date')}`,
    );
    return sql`case ${sql.join(cases, sql` `)} end`;
  }
  const ranges = or(...axis.ranges.map(holdsDay));
  return sql`case when ${and(...kept, ranges)} then ${functions.bucketOf(sql.ref('produced_day'), axis.grain)} end`;
}
