import type { Day } from '@assay/contract';
import { addDays, addMonths } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { calendarTicks } from './calendar-ticks.ts';

const year = new Date().getFullYear();
const weeksFrom = (start: string, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(start as Day, 7 * index));

describe('ticks of a time axis', () => {
  it('stands at the first week of a month, each month once', () => {
    const ticks = calendarTicks(weeksFrom('2020-05-18', 26), 'week', 6);
    expect(ticks.map(({ index, label }) => [index, label])).toEqual([
      [2, '1 Jun 2020'],
      [7, '6 Jul 2020'],
      [11, '3 Aug 2020'],
      [16, '7 Sep 2020'],
      [20, '5 Oct 2020'],
      [24, '2 Nov 2020'],
    ]);
  });

  it('thins evenly where there is room for fewer', () => {
    expect(calendarTicks(weeksFrom('2020-05-18', 26), 'week', 3).map(({ index }) => index)).toEqual([2, 11, 20]);
  });

  it('labels short histories at their own periods', () => {
    expect(calendarTicks(weeksFrom(`${year}-03-02`, 3), 'week', 6).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('names months, and the year where one begins', () => {
    const starts = Array.from({ length: 4 }, (_, index) => addMonths('2025-11-01' as Day, index));
    expect(calendarTicks(starts, 'month', 6).map(({ label }) => label)).toEqual(['Dec', 'Jan 2026', 'Feb']);
  });

  it('has no ticks without periods', () => {
    expect(calendarTicks([], 'week', 6)).toEqual([]);
  });
});
