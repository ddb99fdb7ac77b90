import { AssayError } from './error.ts';
import { remembering } from './remembering.ts';

/** A calendar day as `YYYY-MM-DD`, without zone. */
export type Day = string & { readonly __brand: 'Day' };

/** Half-open: `from` is in, `to` is out. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

export const grains = ['none', 'day', 'week', 'month', 'quarter'] as const;
export type Grain = (typeof grains)[number];

/** How many months after January the first quarter begins. A quarter of any fiscal year is one of these three. */
const quarterOffsets = { quarter: 0, quarter_from_february: 1, quarter_from_march: 2 } as const;
export type QuarterGrain = keyof typeof quarterOffsets;
/** A grain with its calendar: what buckets are made by. */
export type BucketGrain = Grain | QuarterGrain;

/** The grain of a workspace whose fiscal year begins on the first of a month (1 to 12); its months are those of the calendar. */
export function fiscalGrain(grain: Grain, yearStarts: number): BucketGrain {
  if (grain !== 'quarter') return grain;
  const offset = (yearStarts - 1) % 3;
  return offset === 0 ? 'quarter' : offset === 1 ? 'quarter_from_february' : 'quarter_from_march';
}

/** Months after January that the quarters of a grain begin; null for a grain of no quarters. */
export const quarterOffset = (grain: BucketGrain): 0 | 1 | 2 | null =>
  grain in quarterOffsets ? quarterOffsets[grain as QuarterGrain] : null;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const msPerDay = 86_400_000;

const toEpochDay = remembering((day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay));

const firstEpochDay = toEpochDay('0001-01-01' as Day);
const lastEpochDay = toEpochDay('9999-12-31' as Day);

/** Throws DAY_INVALID outside the years 0001 to 9999, whose texts sort as their days do. */
const fromEpochDay = remembering((epochDay: number): Day => {
  if (epochDay >= firstEpochDay && epochDay <= lastEpochDay) {
    return new Date(epochDay * msPerDay).toISOString().slice(0, 10) as Day;
  }
  throw new AssayError('DAY_INVALID', 'A day lies outside the years 0001 to 9999.', {
    hint: 'Ask for days in between.',
  });
});

/** True for a real calendar day of the years 0001 to 9999. */
export function isDay(text: string): text is Day {
  if (!shape.test(text) || text < '0001') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The 30th of February is read as the 1st of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Throws DAY_INVALID for anything but a real calendar day. */
export function parseDay(text: string): Day {
  if (!isDay(text)) {
    throw new AssayError('DAY_INVALID', `"${text}" is not a day.`, {
      hint: 'Write days as YYYY-MM-DD, e.g. 2026-11-16.',
    });
  }
  return text;
}

/** Throws DAY_INVALID where it would leave the years 0001 to 9999, as all that moves a day does. */
export function addDays(day: Day, days: number): Day {
  return fromEpochDay(toEpochDay(day) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** Calendar months, so that 31 January plus one is the last day of February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const moved = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999. Day 0 is the last one of the month before.
  moved.setUTCFullYear(year, month + months, 0);
  moved.setUTCDate(Math.min(date, moved.getUTCDate()));
  return fromEpochDay(moved.getTime() / msPerDay);
}

/** First day of the bucket that holds `day`; weeks are ISO weeks (Monday). Grain `none` has no buckets and gives the day itself. */
export function bucketStart(day: Day, grain: BucketGrain): Day {
  switch (grain) {
    case 'none':
    case 'day':
      return day;
    case 'week':
      // Epoch day 0 was a Thursday, three days after a Monday.
      return addDays(day, -((((toEpochDay(day) + 3) % 7) + 7) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01` as Day;
    case 'quarter':
    case 'quarter_from_february':
    case 'quarter_from_march': {
      const month = bucketStart(day, 'month');
      return addMonths(month, -((Number(month.slice(5, 7)) + 11 - quarterOffsets[grain]) % 3));
    }
  }
}

/** First day after the bucket that starts on `start`. */
export function bucketEnd(start: Day, grain: BucketGrain): Day {
  switch (grain) {
    case 'none':
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return addMonths(start, 1);
    case 'quarter':
    case 'quarter_from_february':
    case 'quarter_from_march':
      return addMonths(start, 3);
  }
}

/** Starts of all buckets that overlap the range, in order, without gaps. */
export function bucketsOf(range: DayRange, grain: BucketGrain): readonly Day[] {
  const starts: Day[] = [];
  for (let start = bucketStart(range.from, grain); start < range.to; start = bucketEnd(start, grain))
    starts.push(start);
  return starts;
}

/** ISO 8601 week number and its year, for titles such as "week 46 of 2026". */
export function isoWeek(day: Day): { readonly year: number; readonly week: number } {
  const thursday = addDays(bucketStart(day, 'week'), 3);
  const year = Number(thursday.slice(0, 4));
  return { year, week: 1 + Math.floor(daysBetween(`${year}-01-01` as Day, thursday) / 7) };
}
