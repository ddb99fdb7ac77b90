import type { BucketGrain, DayRange } from '@assay/contract';
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
  /** Date of the rows that puts them into a bucket. */
  readonly time: string;
  readonly where: readonly Filter[];
  readonly grain: BucketGrain;
  readonly ranges: readonly DayRange[];
}

const sameFilters = (a: readonly Filter[], b: readonly Filter[]): boolean => filterKey(a) === filterKey(b);

/** A page of many slices compares each question's filters with those of every axis. */
const filterKeys = new WeakMap<readonly Filter[], string>();

function filterKey(filters: readonly Filter[]): string {
  const known = filterKeys.get(filters);
  if (known !== undefined) return known;
  const parts = filters.map(({ dimension, values, isOther = false }) => [
    dimension,
    isOther,
    [...values].map((item) => item ?? '\u0000').sort(),
  ]);
  const key = JSON.stringify(parts.sort());
  filterKeys.set(filters, key);
  return key;
}

export const overlaps = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to;
const sameRange = (a: DayRange, b: DayRange): boolean => a.from === b.from && a.to === b.to;
export const isWhole = (range: DayRange, grain: BucketGrain): boolean =>
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
  const { where, grain, range, time } = question;
  const index = axes.findIndex(
    (axis) => axis.time === time && axis.grain === grain && sameFilters(axis.where, where) && fits(axis, range),
  );
  if (index === -1) return axes.push({ time, where, grain, ranges: [range] }) - 1;
  const axis = axes[index] as Axis;
  if (!axis.ranges.some((other) => sameRange(other, range))) axes[index] = { ...axis, ranges: [...axis.ranges, range] };
  return index;
}

/** Column of the calendar day of a date, in the workspace's zone. */
export const dayColumn = (time: string): string => `day_of_${time}`;

export const holdsDay = (day: RawBuilder<unknown>, { from, to }: DayRange): RawBuilder<boolean> =>
  and(sql`${day} >= ${value('date', from)}`, sql`${day} < ${value('date', to)}`);

/** The first day of the bucket, or of the range for grain none, that holds a row; null for a row outside. */
export function bucketOnAxis(axis: Axis, functions: MetricDialect['functions']): RawBuilder<unknown> {
  const kept = axis.where.map(filterCondition);
  const day = sql.ref(dayColumn(axis.time));
  if (axis.grain === 'none') {
    const cases = axis.ranges.map(
      (range) =>
        sql`when ${and(...kept, holdsDay(day, range))} then ${functions.cast(value('date', range.from), 'date')}`,
    );
    return sql`case ${sql.join(cases, sql` `)} end`;
  }
  const ranges = or(...axis.ranges.map((range) => holdsDay(day, range)));
  return sql`case when ${and(...kept, ranges)} then ${functions.bucketOf(day, axis.grain)} end`;
}
