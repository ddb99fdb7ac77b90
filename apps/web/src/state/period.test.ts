import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import type { PeriodInput } from '../gql/types.ts';
import { daysOf, historyPeriod, namePeriod, readPeriod, writeDays } from './period.ts';

const sunday = '2026-11-15' as Day;
/** In the calendar of a year that begins with January, unless another month is said. */
const asked = (period: PeriodInput, yearStarts = 1) => ({ period, yearStarts });

describe('periods', () => {
  it.each([
    ['4w', { last: '4w' }],
    ['all', {}],
    ['2026-11-09..2026-11-15', { from: '2026-11-09', to: '2026-11-16' }],
  ])('reads %s', (text, period) => {
    expect(readPeriod(text)).toEqual(period);
  });

  it('writes picked days with the earlier first', () => {
    expect(writeDays('2026-11-15' as Day, '2026-11-09' as Day)).toBe('2026-11-09..2026-11-15');
  });

  it.each([
    [{ last: '1w' }, { from: '2026-11-09', to: '2026-11-16' }],
    [{ last: '4w' }, { from: '2026-10-19', to: '2026-11-16' }],
    [{ last: '1m' }, { from: '2026-10-01', to: '2026-11-01' }],
    [{ last: '1q' }, { from: '2026-07-01', to: '2026-10-01' }],
    [{ last: '7d' }, { from: '2026-11-09', to: '2026-11-16' }],
  ])('%o means whole periods until the last day of data', (period, days) => {
    expect(daysOf(asked(period), sunday)).toEqual(days);
  });

  it.each([
    [2, '1q', { from: '2026-08-01', to: '2026-11-01' }],
    [3, '1q', { from: '2026-06-01', to: '2026-09-01' }],
    // Quarters from April on are those of the calendar.
    [4, '1q', { from: '2026-07-01', to: '2026-10-01' }],
    [2, '2q', { from: '2026-05-01', to: '2026-11-01' }],
    [2, '1m', { from: '2026-10-01', to: '2026-11-01' }],
  ])('follows a fiscal year from month %i in %s', (yearStarts, last, days) => {
    expect(daysOf(asked({ last }, yearStarts), sunday)).toEqual(days);
  });

  it('ends a history of fiscal quarters where they end', () => {
    const picked = { from: '2026-09-07', to: '2026-09-14' };
    expect(historyPeriod('2q', asked(picked, 2))).toEqual({ from: '2026-05-01', to: '2026-11-01' });
  });

  it('leaves the running week out', () => {
    expect(daysOf(asked({ last: '1w' }), '2026-11-18' as Day)).toEqual({ from: '2026-11-09', to: '2026-11-16' });
  });

  it('knows no days of all data, or without data', () => {
    expect(daysOf(asked({}), sunday)).toBeNull();
    expect(daysOf(asked({ last: '1w' }), null)).toBeNull();
  });

  it('ends a history where days picked by hand end', () => {
    expect(historyPeriod('26w', asked({ last: '4w' }))).toEqual({ last: '26w' });
    expect(historyPeriod('2w', asked({ from: '2024-01-15', to: '2024-01-16' }))).toEqual({
      from: '2024-01-08',
      to: '2024-01-22',
    });
  });

  it.each([
    ['1w', 'Last full week'],
    ['13w', 'Last 13 full weeks'],
    ['1q', 'Last full quarter'],
    ['all', 'All data'],
    ['2026-11-09..2026-11-15', 'Custom dates'],
  ])('calls %s "%s"', (text, name) => {
    expect(namePeriod(text)).toBe(name);
  });
});
