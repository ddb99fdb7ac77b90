import type { Day } from '@assay/contract';
import { formatDay, monthOf } from '../../number/dates.ts';

export interface CalendarTick {
  readonly index: number;
  readonly label: string;
}

/**
 * Ticks for a row of periods: the first period of a month, thinned evenly to at most `most`, each said once. Charting
 * libraries place ticks by distance instead, and then say the same month twice.
 */
export function calendarTicks(starts: readonly Day[], grain: string, most: number): readonly CalendarTick[] {
  const firsts = starts.flatMap((start, index) => (isFirstOfMonth(starts, index) ? [{ start, index }] : []));
  const candidates = firsts.length >= 3 ? firsts : starts.map((start, index) => ({ start, index }));
  const every = Math.ceil(candidates.length / most);
  return candidates
    .filter((_, place) => place % every === 0)
    .map(({ start, index }) => ({ index, label: labelOf(start, grain) }));
}

function isFirstOfMonth(starts: readonly Day[], index: number): boolean {
  const before = starts[index - 1];
  return before !== undefined && before.slice(0, 7) !== starts[index]?.slice(0, 7);
}

function labelOf(start: Day, grain: string): string {
  if (grain === 'day' || grain === 'week') return formatDay(start);
  const month = monthOf(start);
  return start.endsWith('-01-01') ? `${month} ${start.slice(0, 4)}` : month;
}
