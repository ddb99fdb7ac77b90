import type { BucketGrain, Day, DayRange } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Axis } from '../plan/axis.ts';
import { addDays, bucketsOf, bucketStart } from '@assay/contract';

const daysBefore = 21;

/** Whether a number of a metric may be of more days than its period: a week that has too little alone is of four. */
export const mayReachBack = ({ kind }: Pick<MetricDefinition, 'kind'>, grain: BucketGrain): boolean =>
  kind === 'agreement' && grain === 'week';

/** The axis with the three weeks before each of its ranges; days that were not asked for of a first week stay out. */
export function withWeeksBefore(axis: Axis): Axis {
  if (axis.grain !== 'week') return axis;
  const before = axis.ranges.map(({ from }): DayRange => {
    const start = bucketStart(from, 'week');
    return { from: addDays(start, -daysBefore), to: start };
  });
  return { ...axis, ranges: [...axis.ranges, ...before] };
}

/** The weeks of an axis that were asked for, each with the four weeks it ends; null where a range cuts its beginning off. */
export function weeksOf({ ranges }: Axis): ReadonlyMap<Day, DayRange | null> {
  const weeks = ranges.flatMap((range) =>
    bucketsOf(range, 'week').map((at) => {
      const days = { from: addDays(at, -daysBefore), to: addDays(at, 7) };
      return [at, at < range.from ? null : days] as const;
    }),
  );
  return new Map(weeks);
}
