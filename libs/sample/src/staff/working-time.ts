import type { Calendar } from '../calendar.ts';
import { hours, msOf } from '../calendar.ts';
import { vendorKeys, vendors } from '../dimensions/vendors.ts';
import { listOf } from '../sql.ts';

const crowd = vendorKeys.indexOf('tidewater');
const weekend = { opens: hours(9), hours: hours(11) };
const evening = hours(5);
const office = hours(9);

/** Milliseconds after midnight of UTC at which a vendor's people start on a weekday. */
export const opensOf = (vendor: string): string =>
  `${listOf(vendorKeys.map((key) => hours(vendors[key].opens)))}[1 + ${vendor}]`;

/** When they start on day `d`, where `opens` is their weekday's. The crowd works in the evenings and by day at weekends. */
export const startsAt = (opens: string, [vendor, d]: readonly [vendor: string, d: string]): string =>
  `case when ${vendor} = ${crowd} and ${d} % 7 > 4 then ${weekend.opens} else ${opens} end`;

export const opensAt = (vendor: string, d: string): string => startsAt(opensOf(vendor), [vendor, d]);

/** Milliseconds of a vendor's working day. */
export const lengthOf = (vendor: string, d: string): string =>
  `case when ${vendor} <> ${crowd} then ${office} when ${d} % 7 > 4 then ${weekend.hours} else ${evening} end`;

/** The day so many days after another, as offices count: Saturday and Sunday are none. At most five days; days count from a Monday. */
export function workdaysAfter(d: string, lag: string): string {
  return `(${d} + ${lag} + case when (${d}) % 7 + ${lag} > 4 then 2 else 0 end)`;
}

/** Milliseconds of Unix time of a day's first instant. */
export function midnightOf(calendar: Calendar, d: string): string {
  return `(${msOf(calendar.from)} + ${d} * 86400000)`;
}
