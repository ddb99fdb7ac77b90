import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { earlierRange, previousRange, resolveRange } from './range.ts';
import { dayOfInstant, startOfDay } from './zone.ts';

const day = (text: string): Day => text as Day;
const days = (from: string, to: string): { from: Day; to: Day } => ({ from: day(from), to: day(to) });
const span = { first: day('2026-01-05'), last: day('2026-11-15') };

describe('resolveRange', () => {
  it.each([
    // 15 Nov 2026 is a Sunday: the week 9 to 15 Nov is full.
    [1, 'week', '2026-11-09', '2026-11-16'],
    [13, 'week', '2026-08-17', '2026-11-16'],
    [1, 'month', '2026-10-01', '2026-11-01'],
    [2, 'quarter', '2026-04-01', '2026-10-01'],
    [7, 'day', '2026-11-09', '2026-11-16'],
  ] as const)('takes the last %i full %s', (count, unit, from, to) => {
    expect(resolveRange({ kind: 'last', last: { count, unit } }, span)).toEqual(days(from, to));
  });

  it.each([
    // A year from April has quarters of the calendar; one from February ends a quarter with October, one from March with August.
    [4, '2026-07-01', '2026-10-01'],
    [2, '2026-08-01', '2026-11-01'],
    [11, '2026-08-01', '2026-11-01'],
    [3, '2026-06-01', '2026-09-01'],
  ] as const)('takes quarters of a fiscal year that begins in month %i', (yearStarts, from, to) => {
    expect(resolveRange({ kind: 'last', last: { count: 1, unit: 'quarter' } }, span, yearStarts)).toEqual(
      days(from, to),
    );
  });

  it('leaves a running week out', () => {
    const saturday = { ...span, last: day('2026-11-14') };
    expect(resolveRange({ kind: 'last', last: { count: 1, unit: 'week' } }, saturday)).toEqual(
      days('2026-11-02', '2026-11-09'),
    );
  });

  it('takes the running week where no week has ended since the first row', () => {
    const monday = { first: day('2024-01-15'), last: day('2024-01-15') };
    expect(resolveRange({ kind: 'last', last: { count: 1, unit: 'week' } }, monday)).toEqual(
      days('2024-01-15', '2024-01-22'),
    );
    expect(resolveRange({ kind: 'last', last: { count: 4, unit: 'week' } }, monday)).toEqual(
      days('2023-12-25', '2024-01-22'),
    );
    const sunday = { first: day('2024-01-15'), last: day('2024-01-21') };
    expect(resolveRange({ kind: 'last', last: { count: 1, unit: 'week' } }, sunday)).toEqual(
      days('2024-01-15', '2024-01-22'),
    );
  });

  it('runs from the first to the last day when nothing is asked', () => {
    expect(resolveRange({ kind: 'all' }, span)).toEqual(days('2026-01-05', '2026-11-16'));
    expect(resolveRange({ kind: 'all' }, null)).toBeNull();
  });

  it('refuses a range without a day', () => {
    expect(() => resolveRange({ kind: 'days', days: days('2026-11-16', '2026-11-16') }, span)).toThrow('holds no day');
  });
});

describe('what a range is compared with', () => {
  it('shifts weeks by their length and months by months', () => {
    expect(previousRange(days('2026-11-09', '2026-11-16'))).toEqual(days('2026-11-02', '2026-11-09'));
    expect(previousRange(days('2026-03-01', '2026-04-01'))).toEqual(days('2026-02-01', '2026-03-01'));
    expect(previousRange(days('2026-07-01', '2026-10-01'))).toEqual(days('2026-04-01', '2026-07-01'));
  });

  it('puts Mondays on Mondays a year earlier', () => {
    expect(earlierRange(days('2026-11-09', '2026-11-16'), 'last_year')).toEqual(days('2025-11-10', '2025-11-17'));
    expect(earlierRange(days('2024-02-01', '2024-03-01'), 'last_year')).toEqual(days('2023-02-01', '2023-03-01'));
    expect(earlierRange(days('2026-11-09', '2026-11-16'), 'two_quarters_before')).toEqual(
      days('2026-05-11', '2026-05-18'),
    );
    expect(earlierRange(days('2026-07-01', '2026-10-01'), 'two_quarters_before')).toEqual(
      days('2026-01-01', '2026-04-01'),
    );
  });
});

describe('zones', () => {
  it('starts a day at the local midnight, summer and winter', () => {
    expect(startOfDay(day('2026-03-28'), 'Europe/Berlin')).toBe('2026-03-27T23:00:00Z');
    expect(startOfDay(day('2026-03-30'), 'Europe/Berlin')).toBe('2026-03-29T22:00:00Z');
    expect(startOfDay(day('2026-11-01'), 'America/New_York')).toBe('2026-11-01T04:00:00Z');
  });

  it('tells the local day of an instant', () => {
    expect(dayOfInstant('2026-03-28T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-29');
    expect(dayOfInstant('2026-03-28T23:30:00.123456Z', 'UTC')).toBe('2026-03-28');
  });
});
