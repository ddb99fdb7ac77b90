import { HeadlessMantineProvider } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import type { Day, DayRange } from '@assay/contract';
import { addDays, isDay } from '@assay/contract';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { writeDays } from '../state/period.ts';

interface RangeCalendarProps {
  readonly range: DayRange | null;
  readonly dataThrough: string | null;
  readonly onPick: (days: string) => void;
}

type Picked = [string | null, string | null];

/** The library's parts by our names; it brings no style of its own here. */
const parts = {
  calendarHeader: 'cal-head',
  calendarHeaderControl: 'cal-step',
  calendarHeaderLevel: 'cal-level',
  weekday: 'cal-name',
  weekNumber: 'cal-name',
  day: 'cal-day',
  monthsListControl: 'cal-period',
  yearsListControl: 'cal-period',
};

/** Two clicks, first and last day; days after the data are hatched. */
export default function RangeCalendar({ range, dataThrough, onPick }: RangeCalendarProps): ReactNode {
  const [picked, setPicked] = useState<Picked>(range ? [range.from, addDays(range.to, -1)] : [null, null]);
  const change = ([from, last]: Picked): void => {
    setPicked([from, last]);
    if (from && last && isDay(from) && isDay(last)) onPick(writeDays(from, last));
  };
  const shown = picked[1] ?? dataThrough ?? undefined;
  return (
    <div className="calendar">
      <HeadlessMantineProvider>
        <DatePicker
          type="range"
          allowSingleDateInRange
          withWeekNumbers
          classNames={parts}
          value={picked}
          onChange={change}
          {...(shown ? { defaultDate: shown } : {})}
          excludeDate={(day) => isAfter(day, dataThrough)}
          ariaLabels={{ nextMonth: 'Next month', previousMonth: 'Previous month' }}
        />
      </HeadlessMantineProvider>
      <p className="small dim">First and last day. Hatched: no data yet.</p>
    </div>
  );
}

function isAfter(day: string, dataThrough: string | null): boolean {
  return dataThrough !== null && (day as Day) > dataThrough;
}
