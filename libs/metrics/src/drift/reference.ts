import type { Day, DayRange } from '@assay/contract';
import type { Axis } from '../plan/axis.ts';
import { addDays, bucketEnd, bucketsOf, bucketStart } from '@assay/contract';

/** What a period is compared with: the twelve weeks before it. */
const referenceDays = 84;

export const referenceOf = ({ from }: DayRange): DayRange => ({ from: addDays(from, -referenceDays), to: from });

const isWhole = ({ from, to }: DayRange): boolean =>
  bucketStart(from, 'week') === from && bucketStart(to, 'week') === to;

/** The axis on which labels are counted: finer where periods are no weeks, and from twelve weeks earlier on. */
export function countingAxis(axis: Axis): Axis {
  const isByWeek = (axis.grain === 'week' || axis.grain === 'none') && axis.ranges.every(isWhole);
  const ranges = axis.ranges.map(({ from, to }) => ({ from: addDays(from, -referenceDays), to }));
  return { ...axis, grain: isByWeek ? 'week' : 'day', ranges };
}

/** A period asked for: the day it is known by, and its days, which a range may cut. */
export interface Period {
  readonly at: Day;
  readonly days: DayRange;
}

/** The periods of an axis, each once. */
export function periodsOf({ grain, ranges }: Axis): readonly Period[] {
  const periods = ranges.flatMap((range): readonly Period[] => {
    if (grain === 'none') return [{ at: range.from, days: range }];
    return bucketsOf(range, grain).map((at) => {
      const end = bucketEnd(at, grain);
      return { at, days: { from: at < range.from ? range.from : at, to: end > range.to ? range.to : end } };
    });
  });
  return [...new Map(periods.map((period) => [period.at, period])).values()];
}
