import type { Day, DayRange, Grain } from '@assay/contract';

const msPerDay = 86_400_000;
const textOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;
const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const plusDays = (day: Day, days: number): Day => textOf(msOf(day) + days * msPerDay);
export const daysFromTo = (from: Day, to: Day): number => Math.round((msOf(to) - msOf(from)) / msPerDay);

function plusMonths(first: Day, months: number): Day {
  const at = new Date(msOf(first));
  at.setUTCMonth(at.getUTCMonth() + months);
  return textOf(at.getTime());
}

/** The calendar day that people in a zone write on an instant. */
export function dayIn(zone: string, instant: string): Day {
  return formatOf(zone).format(new Date(instant)) as Day;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  // Canada writes days as ISO 8601 does.
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return format;
}

/** First day of the ISO week, month or quarter of a day. */
export function periodStart(day: Day, grain: Grain): Day {
  if (grain === 'week') {
    const sinceMonday = (new Date(msOf(day)).getUTCDay() + 6) % 7;
    return plusDays(day, -sinceMonday);
  }
  if (grain === 'month') return `${day.slice(0, 7)}-01` as Day;
  if (grain === 'quarter') {
    const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
    return `${day.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}-01` as Day;
  }
  return day;
}

function periodEnd(start: Day, grain: Grain): Day {
  if (grain === 'week') return plusDays(start, 7);
  if (grain === 'month') return plusMonths(start, 1);
  if (grain === 'quarter') return plusMonths(start, 3);
  return plusDays(start, 1);
}

/** One period of an answer: the calendar's, and the days of it that were asked for. */
export interface Period {
  readonly calendar: DayRange;
  readonly asked: DayRange;
}

export function periodsOf(range: DayRange, grain: Grain): readonly Period[] {
  if (grain === 'none') return [{ calendar: range, asked: range }];
  const periods: Period[] = [];
  for (let from = periodStart(range.from, grain); from < range.to; from = periodEnd(from, grain)) {
    const calendar = { from, to: periodEnd(from, grain) };
    const asked = {
      from: from < range.from ? range.from : from,
      to: calendar.to > range.to ? range.to : calendar.to,
    };
    periods.push({ calendar, asked });
  }
  return periods;
}

export const holds = ({ from, to }: DayRange, day: Day): boolean => from <= day && day < to;

const isFirstOfMonth = (day: Day): boolean => day.endsWith('-01');

/** Whole months are compared with as many months before them, all else with as many days. */
export function daysBefore({ from, to }: DayRange): DayRange {
  if (isFirstOfMonth(from) && isFirstOfMonth(to)) {
    const months =
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
    return { from: plusMonths(from, -months), to: from };
  }
  return { from: plusDays(from, -daysFromTo(from, to)), to: from };
}

/** Whole weeks are compared with those 52 weeks earlier, all else with the same days of the year before. */
export function yearBefore({ from, to }: DayRange): DayRange {
  const isMonday = (day: Day): boolean => periodStart(day, 'week') === day;
  const areMonths = isFirstOfMonth(from) && isFirstOfMonth(to);
  if (isMonday(from) && isMonday(to) && !areMonths) return { from: plusDays(from, -364), to: plusDays(to, -364) };
  return { from: plusMonths(from, -12), to: plusMonths(to, -12) };
}

/** The first instant of a day in a zone, looked for in steps of a quarter of an hour. */
export function startOf(day: Day, zone: string): string {
  const quarter = 15 * 60_000;
  let at = msOf(day) - 15 * 3_600_000;
  while (dayIn(zone, new Date(at).toISOString()) < day) at += quarter;
  return new Date(at).toISOString();
}
