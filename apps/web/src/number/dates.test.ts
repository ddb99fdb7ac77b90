import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatDay,
  formatMoment,
  formatRange,
  inRange,
  nameBucket,
  nameBuckets,
  nameRange,
  weekdayOf,
} from './dates.ts';

const now = new Date('2026-11-16T09:00:00Z');
const range = (from: string, to: string): { from: Day; to: Day } => ({ from: from as Day, to: to as Day });

describe('days and ranges as people say them', () => {
  it.each([
    ['2026-11-09', '2026-11-16', '9 to 15 Nov'],
    ['2026-10-19', '2026-11-16', '19 Oct to 15 Nov'],
    ['2026-11-15', '2026-11-16', '15 Nov'],
    ['2025-12-29', '2026-01-05', '29 Dec 2025 to 4 Jan 2026'],
    ['2024-01-15', '2024-01-22', '15 to 21 Jan 2024'],
  ])('%s until before %s is %s', (from, to, text) => {
    expect(formatRange(range(from, to), now)).toBe(text);
  });

  it('names whole weeks and months, and nothing else', () => {
    expect(nameRange(range('2026-11-09', '2026-11-16'), now)).toBe('week 46');
    expect(nameRange(range('2026-10-01', '2026-11-01'), now)).toBe('October');
    expect(nameRange(range('2025-10-01', '2025-11-01'), now)).toBe('October 2025');
    expect(nameRange(range('2026-11-10', '2026-11-17'), now)).toBe('10 to 16 Nov');
  });

  it('puts a range behind a verb', () => {
    expect(inRange(range('2026-11-09', '2026-11-16'), now)).toBe('in week 46');
    expect(inRange(range('2026-10-19', '2026-11-16'), now)).toBe('from 19 Oct to 15 Nov');
    expect(inRange(range('2026-11-15', '2026-11-16'), now)).toBe('on 15 Nov');
  });

  it('says the year only where it is another', () => {
    expect(formatDay('2026-01-15' as Day, now)).toBe('15 Jan');
    expect(formatDay('2024-01-15' as Day, now)).toBe('15 Jan 2024');
  });

  it('names periods and their rows', () => {
    expect(nameBucket('2026-11-09' as Day, 'week')).toBe('week 46');
    expect(nameBucket('2026-10-01' as Day, 'quarter')).toBe('Oct to Dec 2026');
    expect(nameBuckets(['2026-05-18', '2026-11-09'] as Day[], 'week')).toBe('Weeks 21 to 46');
    expect(nameBuckets([], 'week')).toBe('');
    expect(weekdayOf('2026-11-15' as Day)).toBe('Sun');
  });

  it('says how long ago', () => {
    const at = now.getTime();
    expect(formatAgo(at, at + 20_000)).toBe('just now');
    expect(formatAgo(at, at + 61_000)).toBe('1 minute ago');
    expect(formatAgo(at, at + 130_000)).toBe('2 minutes ago');
    const morning = new Date(2026, 10, 16, 6, 5).getTime();
    expect(formatAgo(morning, morning + 3 * 3_600_000)).toBe('at 06:05');
  });

  it('say a moment in the reader’s own time, with the weekday while it is near', () => {
    const monday = new Date(2026, 10, 16, 6, 5).toISOString();
    expect(formatMoment(monday, new Date(2026, 10, 18))).toBe('Mon 06:05');
    expect(formatMoment(monday, new Date(2026, 10, 23))).toBe('16 Nov 06:05');
    expect(formatMoment(monday, new Date(2027, 0, 2))).toBe('16 Nov 2026 06:05');
  });
});
