import type { BucketGrain, DayRange, Grain } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Axis } from './axis.ts';
import type { Filter } from './filter.ts';
import type { DimensionId } from '../dimensions.ts';
import type { Layout, Slot } from './slot.ts';
import type { StatementScope } from './statement-scope.ts';
import { bucketEnd, bucketStart, quarterOffset } from '@assay/contract';
import { sql } from 'kysely';
import { and, or } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { dayColumn, holdsDay, isWhole } from './axis.ts';
import { instantsOf, within } from './bounds.ts';
import { filterCondition } from './filter.ts';
import { dayColumns } from './slot-rows.ts';

const coarsestFirst = ['quarter', 'month', 'week', 'day'] as const;

/** Whether buckets of a grain are made of whole ones of a finer grain. */
const isMadeOf = (grain: BucketGrain, finer: Grain): boolean =>
  grain === 'none' || grain === finer || finer === 'day' || (quarterOffset(grain) !== null && finer === 'month');

/** The longest buckets that all axes of a date are made of. */
export function finestGrain(axes: readonly Axis[]): Exclude<Grain, 'none'> {
  const fits = (finer: Grain): boolean =>
    axes.every(({ grain, ranges }) => isMadeOf(grain, finer) && ranges.every((range) => isWhole(range, finer)));
  return coarsestFirst.find(fits) ?? 'day';
}

/** Dimensions and days: rows that agree in them lie in the same bucket and slice of every slot. */
export const cellKeys = ({ dimensions, times }: Layout): readonly string[] => [
  ...dimensions.map(dimensionColumn),
  ...times.map(dayColumn),
];

/** For each date of the layout the first day of the cell that a row lies in: as long a time as no bucket or range cuts. */
export function cellColumns(layout: Layout, scope: StatementScope): readonly RawBuilder<unknown>[] {
  return dayColumns(layout, scope, (day, time) => {
    const grain = finestGrain(layout.axes.filter((axis) => axis.time === time));
    return grain === 'day' ? day : sql`${scope.functions.bucketOf(day, grain)}`;
  });
}

/** Whether a slot tells every value of a dimension apart, or has rows of one value alone. */
const tells = ({ splits, tops }: Slot, { where }: Axis, dimension: DimensionId): boolean =>
  (splits.includes(dimension) && tops[dimension] === undefined) ||
  where.some((filter) => filter.dimension === dimension && filter.values.length === 1 && filter.isOther !== true);

/** Whether some slot puts several cells of a cluster together: over time, or over values of a dimension. */
export function poolsCells({ slots, axes, times, dimensions }: Layout): boolean {
  const finest = finestGrain(axes);
  return slots.some((slot) => {
    const axis = axes[slot.axis] as Axis;
    const isOneCell = ({ from, to }: DayRange): boolean => bucketEnd(bucketStart(from, finest), finest) === to;
    const isOneEach = axis.grain === finest || (axis.grain === 'none' && axis.ranges.every(isOneCell));
    return times.length > 1 || !isOneEach || !dimensions.every((dimension) => tells(slot, axis, dimension));
  });
}

/** What each axis filters by, all axes together: values of a dimension that every axis names. */
function sharedFilters([first, ...others]: readonly Axis[]): readonly Filter[] {
  return (first?.where ?? []).flatMap(({ dimension, values }) => {
    const more = others.map(({ where }) => where.filter((filter) => filter.dimension === dimension));
    if (more.some((filters) => filters.length === 0)) return [];
    const all = more.flatMap((filters) => filters.flatMap((filter) => filter.values));
    return [{ dimension, values: [...new Set([...values, ...all])] }];
  });
}

/** Ranges without their overlaps, so that fewer conditions say the same. */
function united(ranges: readonly DayRange[]): readonly DayRange[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.reduce<DayRange[]>((done, range) => {
    const last = done.at(-1);
    if (!last || range.from > last.to) return [...done, range];
    done[done.length - 1] = { from: last.from, to: range.to > last.to ? range.to : last.to };
    return done;
  }, []);
}

/** Condition on cells: those that some slot may be made of. */
export function keptCells({ axes, times }: Layout): RawBuilder<boolean> {
  const dated = times.flatMap((time) => {
    const ranges = united(axes.filter((axis) => axis.time === time).flatMap((axis) => axis.ranges));
    return ranges.map((range) => holdsDay(sql.ref(dayColumn(time)), range));
  });
  return and(or(...dated), ...sharedFilters(axes).map(filterCondition));
}

/** Condition on rows that have their dates and dimensions: those that some axis may read. */
export function keptRows({ axes, times, fact }: Layout, zone: string): RawBuilder<boolean> {
  const dated = times.flatMap((time) => {
    const ranges = united(axes.filter((axis) => axis.time === time).flatMap((axis) => axis.ranges));
    const isDay = fact.times[time]?.type === 'date';
    return ranges.map((range) => (isDay ? holdsDay(sql.ref(time), range) : within(time, instantsOf(range, zone))));
  });
  return and(or(...dated), ...sharedFilters(axes).map(filterCondition));
}
