import type { Day, DayRange, Grain } from '@assay/contract';
import { addDays, addMonths, isoWeek } from '@assay/contract';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(day: Day): { readonly year: string; readonly month: string; readonly date: string } {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month: months[Number(month) - 1] ?? month, date: String(Number(date)) };
}

/** "16 Nov 2026". */
export function dayText(day: Day): string {
  const { year, month, date } = parts(day);
  return `${date} ${month} ${year}`;
}

/** A half-open range by its first and last day: "16 to 22 Nov 2026". */
export function rangeText(range: DayRange): string {
  const last = addDays(range.to, -1);
  if (last <= range.from) return dayText(range.from);
  const [a, b] = [parts(range.from), parts(last)];
  if (a.year !== b.year) return `${dayText(range.from)} to ${dayText(last)}`;
  return a.month === b.month ? `${a.date} to ${dayText(last)}` : `${a.date} ${a.month} to ${dayText(last)}`;
}

/** "Oct to Dec 2026", "Nov 2026 to Jan 2027". */
function quarterText(start: Day): string {
  const [first, last] = [parts(start), parts(addMonths(start, 2))];
  const year = first.year === last.year ? '' : ` ${first.year}`;
  return `${first.month}${year} to ${last.month} ${last.year}`;
}

/** Name of a bucket by its first day: "week 46 of 2026", "Nov 2026", "Oct to Dec 2026". */
export function bucketText(start: Day, grain: Grain): string {
  const { year, month } = parts(start);
  switch (grain) {
    case 'none':
    case 'day':
      return dayText(start);
    case 'week': {
      const iso = isoWeek(start);
      return `week ${String(iso.week).padStart(2, '0')} of ${iso.year}`;
    }
    case 'month':
      return `${month} ${year}`;
    case 'quarter':
      // A number would be that of the calendar's quarter or of the fiscal year's: nobody could tell.
      return quarterText(start);
  }
}
