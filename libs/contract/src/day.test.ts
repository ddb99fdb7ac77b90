import type { BucketGrain, Day } from './day.ts';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, bucketEnd, bucketsOf, bucketStart, fiscalGrain, isDay, isoWeek, parseDay } from './day.ts';

const day = (text: string): Day => text as Day;

describe('a day', () => {
  it.each(['2024-02-29', '0001-01-01', '9999-12-31'])('may be %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2023-02-29', '2024-02-30', '2024-13-01', '0000-12-31', '2024-1-1', '10000-01-01', '+10000-01', ''])(
    'may not be "%s"',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => parseDay(text)).toThrow(expect.objectContaining({ code: 'DAY_INVALID' }) as Error);
    },
  );

  it('moves by months to the last day there is', () => {
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(day('2024-03-31'), -13)).toBe('2023-02-28');
    expect(addMonths(day('2024-12-15'), 1)).toBe('2025-01-15');
    expect(addMonths(day('0050-01-31'), 1)).toBe('0050-02-28');
  });

  // Texts of five-digit years sort before all others: a loop to the end of such a range would never end.
  it.each([
    ['addDays', () => addDays(day('9999-12-31'), 1)],
    ['addDays', () => addDays(day('0001-01-01'), -1)],
    ['addDays', () => addDays(day('2024-01-01'), Number.MAX_SAFE_INTEGER)],
    ['addMonths', () => addMonths(day('9999-12-31'), 1)],
    ['addMonths', () => addMonths(day('0001-01-01'), -12)],
    ['bucketsOf', () => bucketsOf({ from: day('9999-12-01'), to: day('9999-12-31') }, 'week')],
    ['bucketsOf', () => bucketsOf({ from: day('9999-12-01'), to: day('9999-12-31') }, 'month')],
  ])('does not leave the years 0001 to 9999: %s', (_, move) => {
    expect(move).toThrow(expect.objectContaining({ code: 'DAY_INVALID' }) as Error);
  });
});

describe('buckets', () => {
  it.each([
    ['2026-11-15', 'week', '2026-11-09', '2026-11-16'],
    ['2026-11-16', 'week', '2026-11-16', '2026-11-23'],
    ['1969-12-31', 'week', '1969-12-29', '1970-01-05'],
    ['2024-02-29', 'month', '2024-02-01', '2024-03-01'],
    ['2024-12-31', 'quarter', '2024-10-01', '2025-01-01'],
    ['2024-02-29', 'day', '2024-02-29', '2024-03-01'],
    ['2024-01-31', 'quarter_from_february', '2023-11-01', '2024-02-01'],
    ['2024-02-01', 'quarter_from_february', '2024-02-01', '2024-05-01'],
    ['2024-04-30', 'quarter_from_february', '2024-02-01', '2024-05-01'],
    ['2024-02-29', 'quarter_from_march', '2023-12-01', '2024-03-01'],
    ['2024-12-31', 'quarter_from_march', '2024-12-01', '2025-03-01'],
  ] as const)('%s lies in the %s from %s to %s', (inside, grain: BucketGrain, from, to) => {
    expect(bucketStart(day(inside), grain)).toBe(from);
    expect(bucketEnd(day(from), grain)).toBe(to);
  });

  it.each([
    [1, 'quarter'],
    [2, 'quarter_from_february'],
    [3, 'quarter_from_march'],
    [4, 'quarter'],
    [10, 'quarter'],
    [11, 'quarter_from_february'],
    [12, 'quarter_from_march'],
  ] as const)('of a fiscal year that begins in month %i are those of grain %s', (yearStarts, grain) => {
    expect(fiscalGrain('quarter', yearStarts)).toBe(grain);
    const first = `2024-${String(yearStarts).padStart(2, '0')}-01` as Day;
    expect(bucketStart(first, grain)).toBe(first);
    expect([fiscalGrain('month', yearStarts), fiscalGrain('none', yearStarts)]).toEqual(['month', 'none']);
  });

  it('overlap their range and leave no gap', () => {
    expect(bucketsOf({ from: day('2026-03-04'), to: day('2026-03-17') }, 'week')).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
    ]);
    expect(bucketsOf({ from: day('2026-03-02'), to: day('2026-03-16') }, 'week')).toHaveLength(2);
  });

  it('have ISO week numbers', () => {
    expect(isoWeek(day('2021-01-03'))).toEqual({ year: 2020, week: 53 });
    expect(isoWeek(day('2024-12-30'))).toEqual({ year: 2025, week: 1 });
  });
});
