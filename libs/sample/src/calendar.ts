import type { Day } from '@assay/contract';
import { addDays } from '@assay/contract';

/** Length of the sample in whole weeks. */
export const weekCount = 52;

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;

/** The 52 weeks that end with the day `through`. Instants are milliseconds of Unix time. */
export interface Calendar {
  readonly through: Day;
  /** First day of the first week. */
  readonly from: Day;
  /** First instant that is not in the sample. */
  readonly end: number;
  /** Which of the years that could have been: the same seed and day give the same rows. */
  readonly seed: number;
}

export function calendarOf(through: Day, seed = 0): Calendar {
  return { through, from: addDays(through, 1 - 7 * weekCount), end: msOf(addDays(through, 1)), seed };
}

/** First instant of a day. */
export function msOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** First day of week 0..51, or of one before the sample for a negative number. */
export function weekStart({ from }: Calendar, week: number): Day {
  return addDays(from, 7 * week);
}

/** ISO 8601 in UTC. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export const hours = (count: number): number => Math.round(count * msPerHour);
export const days = (count: number): number => Math.round(count * msPerDay);
