import type { Day } from '@assay/contract';
import { daysBetween } from '@assay/contract';

const weekLength = 7;
const workDays = 5;
/** Days from a Monday: 1970-01-05 was one. */
const dayOfWeek = (day: Day): number =>
  ((daysBetween('1970-01-05' as Day, day) % weekLength) + weekLength) % weekLength;

/** Working days (Monday to Friday) from a Monday to a day, without the day itself. */
function workDaysBefore(day: Day): number {
  const all = daysBetween('1970-01-05' as Day, day);
  return Math.floor(all / weekLength) * workDays + Math.min(dayOfWeek(day), workDays);
}

/**
 * Working days after `began` up to and with `ended`: 0 on the same day, 1 from a Friday to the Monday after it. Public
 * holidays are working days here: no calendar of them is known.
 */
export function businessDays(began: Day, ended: Day): number {
  const after = (day: Day): number => workDaysBefore(day) + (dayOfWeek(day) < workDays ? 1 : 0);
  return Math.max(0, after(ended) - after(began));
}
