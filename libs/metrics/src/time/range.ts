import type { BucketGrain, Day, DayRange, EarlierTime, LastPeriods, RequestedRange } from '@assay/contract';
import { AssayError, addDays, addMonths, bucketEnd, bucketStart, daysBetween, fiscalGrain } from '@assay/contract';

/** First and last day (both in) on which a fact has rows; null when it has none. */
export type DaySpan = { readonly first: Day; readonly last: Day } | null;

const monthsOf = { month: 1, quarter: 3 } as const;

function back(day: Day, last: LastPeriods): Day {
  switch (last.unit) {
    case 'day':
      return addDays(day, -last.count);
    case 'week':
      return addDays(day, -7 * last.count);
    case 'month':
    case 'quarter':
      return addMonths(day, -monthsOf[last.unit] * last.count);
  }
}

/**
 * The days a request means. Relative ranges count whole periods that ended by the data-through day, so "last 1 week"
 * does not hold a running week; only where no period has ended since the first row is the running one what there is to
 * show. Quarters are those of a fiscal year that begins in a month from 1 to 12. Null when the fact has no rows to take a range from.
 */
export function resolveRange(requested: RequestedRange, span: DaySpan, yearStarts = 1): DayRange | null {
  switch (requested.kind) {
    case 'days':
      if (requested.days.to <= requested.days.from) {
        throw new AssayError(
          'DAY_INVALID',
          `The range from ${requested.days.from} to ${requested.days.to} holds no day.`,
          {
            hint: 'The end is not included: give a later day.',
          },
        );
      }
      return requested.days;
    case 'all':
      return span && { from: span.first, to: addDays(span.last, 1) };
    case 'last': {
      if (!span) return null;
      const unit = fiscalGrain(requested.last.unit, yearStarts);
      const ended = bucketStart(addDays(span.last, 1), unit);
      const to = ended > span.first ? ended : bucketEnd(bucketStart(span.last, unit), unit);
      return { from: back(to, requested.last), to };
    }
  }
}

const isStart = (range: DayRange, grain: BucketGrain): boolean =>
  bucketStart(range.from, grain) === range.from && bucketStart(range.to, grain) === range.to;

function monthsIn(range: DayRange): number {
  const [fromYear, fromMonth] = range.from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = range.to.split('-').map(Number) as [number, number];
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

/** The stretch of the same length just before: whole months before whole months, else the same number of days. */
export function previousRange(range: DayRange): DayRange {
  if (isStart(range, 'month')) return { from: addMonths(range.from, -monthsIn(range)), to: range.from };
  return { from: addDays(range.from, -daysBetween(range.from, range.to)), to: range.from };
}

const monthsBefore: Readonly<Record<EarlierTime, number>> = {
  last_year: 12,
  two_quarters_before: 6,
  quarter_before: 3,
};
const weeksBefore: Readonly<Record<EarlierTime, number>> = {
  last_year: 52,
  two_quarters_before: 26,
  quarter_before: 13,
};

/** The same days earlier: a number of weeks for whole weeks, so that Mondays meet Mondays; else the same calendar days. */
export function earlierRange(range: DayRange, when: EarlierTime): DayRange {
  if (isStart(range, 'week') && !isStart(range, 'month')) {
    const days = -7 * weeksBefore[when];
    return { from: addDays(range.from, days), to: addDays(range.to, days) };
  }
  const months = -monthsBefore[when];
  return { from: addMonths(range.from, months), to: addMonths(range.to, months) };
}
