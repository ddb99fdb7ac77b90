import type { Day, DayRange, Grain } from '@assay/contract';
import { addDays, addMonths, bucketEnd, bucketStart, fiscalGrain, isDay, parseDay } from '@assay/contract';
import type { PeriodInput } from '../gql/types.ts';

const units = { d: 'day', w: 'week', m: 'month', q: 'quarter' } as const satisfies Record<string, Grain>;
type UnitLetter = keyof typeof units;

/** The address bar's range as the API takes it. Days in the address include the last one; the API's ranges do not. */
export function readPeriod(text: string): PeriodInput {
  if (text === 'all') return {};
  const [from, last] = text.split('..');
  if (from !== undefined && last !== undefined && isDay(from) && isDay(last)) return { from, to: addDays(last, 1) };
  return { last: text };
}

/** Days picked by hand, as the address bar writes them: both included. */
export function writeDays(from: Day, last: Day): string {
  return from <= last ? `${from}..${last}` : `${last}..${from}`;
}

function lastOf(text: string): { count: number; unit: (typeof units)[UnitLetter] } | null {
  const match = /^(\d+)([dwmq])$/.exec(text);
  return match ? { count: Number(match[1]), unit: units[match[2] as UnitLetter] } : null;
}

/** First day of the period `count` periods before the one that starts on `start`. */
function stepBack(start: Day, unit: (typeof units)[UnitLetter], count: number): Day {
  if (unit === 'day') return addDays(start, -count);
  if (unit === 'week') return addDays(start, -7 * count);
  return addMonths(start, unit === 'month' ? -count : -3 * count);
}

/** A period in the calendar of a workspace, whose quarters may follow a fiscal year. */
interface Asked {
  readonly period: PeriodInput;
  /** Month (1 to 12) on whose first day the fiscal year begins. */
  readonly yearStarts: number;
}

/** The days a period means when data runs through a day: the last whole ones. Null for all data, or without data. */
export function daysOf({ period, yearStarts }: Asked, dataThrough: Day | null): DayRange | null {
  if (period.from && period.to && isDay(period.from) && isDay(period.to)) return { from: period.from, to: period.to };
  const last = period.last ? lastOf(period.last) : null;
  if (!last || !dataThrough) return null;
  const to = bucketStart(addDays(dataThrough, 1), fiscalGrain(last.unit, yearStarts));
  return { from: stepBack(to, last.unit, last.count), to };
}

/** History to draw beside a range: as long as the page says, and ending where a range picked by hand ends. */
export function historyPeriod(history: string, { period: { to: end }, yearStarts }: Asked): PeriodInput {
  const last = lastOf(history);
  if (!last || !end || !isDay(end)) return { last: history };
  const grain = fiscalGrain(last.unit, yearStarts);
  const to = bucketEnd(bucketStart(addDays(end, -1), grain), grain);
  return { from: stepBack(to, last.unit, last.count), to };
}

const names: Readonly<Record<UnitLetter, string>> = { d: 'day', w: 'full week', m: 'full month', q: 'full quarter' };

/** `Last full week`, `Last 13 full weeks`, `Custom dates`, `All data`. */
export function namePeriod(text: string): string {
  if (text === 'all') return 'All data';
  const match = /^(\d+)([dwmq])$/.exec(text);
  if (!match) return 'Custom dates';
  const name = names[match[2] as UnitLetter];
  return match[1] === '1' ? `Last ${name}` : `Last ${match[1]} ${name}s`;
}

/** A range of an answer, checked: the API sends days as text. */
export function dayRange(range: { readonly from: string; readonly to: string }): DayRange {
  return { from: parseDay(range.from), to: parseDay(range.to) };
}

/** A day of an answer, checked. */
export function toDay(text: string): Day {
  return parseDay(text);
}
