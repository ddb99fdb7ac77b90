import type { Day, DayRange } from '@assay/contract';
import { addDays, addMonths, bucketStart, countOf, daysBetween, isoWeek } from '@assay/contract';

/** Days and ranges as people say them: "9 to 15 Nov". Ranges come half-open and are said with their last day. */

const parts = (day: Day): { date: number; month: string; year: string } => ({
  date: Number(day.slice(8)),
  month: monthNames[Number(day.slice(5, 7)) - 1] ?? '',
  year: day.slice(0, 4),
});
const fullMonthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const monthNames = fullMonthNames.map((name) => name.slice(0, 3));
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `15 Nov`, with the year where it is not this year. */
export function formatDay(day: Day, now = new Date()): string {
  const { date, month, year } = parts(day);
  return Number(year) === now.getFullYear() ? `${date} ${month}` : `${date} ${month} ${year}`;
}

/** `Nov` */
export function monthOf(day: Day): string {
  return parts(day).month;
}

export function weekdayOf(day: Day): string {
  return weekdays[daysBetween(bucketStart(day, 'week'), day)] ?? '';
}

/** `9 to 15 Nov`, `19 Oct to 15 Nov`, `29 Dec 2025 to 4 Jan 2026`. */
export function formatRange(range: DayRange, now = new Date()): string {
  const last = addDays(range.to, -1);
  if (last <= range.from) return formatDay(range.from, now);
  const [a, b] = [parts(range.from), parts(last)];
  const year = Number(b.year) === now.getFullYear() && a.year === b.year ? '' : ` ${b.year}`;
  if (a.year !== b.year) return `${a.date} ${a.month} ${a.year} to ${b.date} ${b.month}${year}`;
  const start = a.month === b.month ? `${a.date}` : `${a.date} ${a.month}`;
  return `${start} to ${b.date} ${b.month}${year}`;
}

/** What a range is called when it is one whole period (`week 46`, `October`), else its days. */
export function nameRange(range: DayRange, now = new Date()): string {
  const days = daysBetween(range.from, range.to);
  if (days === 7 && bucketStart(range.from, 'week') === range.from) return `week ${isoWeek(range.from).week}`;
  if (range.from.endsWith('-01') && addMonths(range.from, 1) === range.to) {
    const name = fullMonthNames[Number(range.from.slice(5, 7)) - 1] ?? '';
    return Number(range.from.slice(0, 4)) === now.getFullYear() ? name : `${name} ${range.from.slice(0, 4)}`;
  }
  return formatRange(range, now);
}

/** The same after a verb: `in week 46`, `from 19 Oct to 15 Nov`. */
export function inRange(range: DayRange, now = new Date()): string {
  const name = nameRange(range, now);
  if (!/^\d/.test(name)) return `in ${name}`;
  return name.includes(' to ') ? `from ${name}` : `on ${name}`;
}

/** Head of a history column: `Weeks 21 to 46`, else its days. */
export function nameBuckets(starts: readonly Day[], grain: string): string {
  const [first, last] = [starts[0], starts.at(-1)];
  if (!first || !last) return '';
  if (grain === 'week') return `Weeks ${isoWeek(first).week} to ${isoWeek(last).week}`;
  const month = (day: Day): string => `${parts(day).month} ${parts(day).year}`;
  return grain === 'day' ? `${formatDay(first)} to ${formatDay(last)}` : `${month(first)} to ${month(last)}`;
}

/** `Oct to Dec 2026`: a number would be that of the calendar's quarter or of the fiscal year's, and nobody could tell. */
function nameQuarter(start: Day): string {
  const [first, last] = [parts(start), parts(addMonths(start, 2))];
  const year = first.year === last.year ? '' : ` ${first.year}`;
  return `${first.month}${year} to ${last.month} ${last.year}`;
}

/** One period of a history: `week 46`, `Nov 2026`, `Oct to Dec 2026`, `15 Nov`. */
export function nameBucket(start: Day, grain: string): string {
  if (grain === 'week') return `week ${isoWeek(start).week}`;
  if (grain === 'month') return `${parts(start).month} ${parts(start).year}`;
  if (grain === 'quarter') return nameQuarter(start);
  return formatDay(start);
}

/** Written by hand: the first `Intl.DateTimeFormat` of a page costs a phone 140 ms. */
const clock = (at: Date): string =>
  [at.getHours(), at.getMinutes()].map((part) => `${part}`.padStart(2, '0')).join(':');

/** `Mon 06:10` within the last six days, else `9 Nov 06:10`; in the reader's own time. */
export function formatMoment(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10) as Day;
  const recent = now.getTime() - at.getTime() < 6 * 86_400_000;
  return `${recent ? weekdayOf(local) : formatDay(local, now)} ${clock(at)}`;
}

/** `just now`, `2 minutes ago`, `at 06:10`. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  return minutes < 60 ? `${countOf(minutes, 'minute')} ago` : `at ${clock(new Date(at))}`;
}
