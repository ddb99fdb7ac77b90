import { countText, parseDay } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { differenceIntervalText, differenceText, intervalText, valueText } from './number.ts';
import { bucketText, rangeText } from './period.ts';
import { tableLines } from './table.ts';

describe('tableLines', () => {
  it('sets words left and numbers right, without trailing spaces', () => {
    const columns = [
      { title: 'model', align: 'left' },
      { title: 'n', align: 'right' },
      { title: 'verdict', align: 'left' },
    ] as const;
    expect(
      tableLines(columns, [
        ['llama2orig', '250', null],
        ['x', '1,250', 'met'],
      ]),
    ).toEqual(['model           n  verdict', 'llama2orig    250', 'x           1,250  met']);
  });

  it('leaves out a column without any text', () => {
    const columns = [
      { title: 'a', align: 'left' },
      { title: 'empty', align: 'left' },
      { title: 'c', align: 'left' },
    ] as const;
    expect(
      tableLines(columns, [
        ['1', null, '2'],
        ['3', '', '4'],
      ]),
    ).toEqual(['a  c', '1  2', '3  4']);
  });

  it('counts characters as a reader does', () => {
    const columns = [
      { title: 'name', align: 'left' },
      { title: 'n', align: 'right' },
    ] as const;
    expect(
      tableLines(columns, [
        ['Zoe\u0308', '1'],
        ['Zoes', '2'],
      ]),
    ).toEqual(['name  n', 'Zoe\u0308   1', 'Zoes  2']);
  });
});

describe('numbers', () => {
  it.each([
    [0.596, '59.6 %'],
    [1, '100.0 %'],
    [0, '0.0 %'],
    [0.008, '0.8 %'],
    [0.0004, '0.040 %'],
    [0.000012, '0.0012 %'],
  ])('shows the share %d as %s', (share, text) => {
    expect(valueText(share, 'percent')).toBe(text);
  });

  it('shows intervals and differences', () => {
    expect(intervalText(0.5341, 0.6549, 'percent')).toBe('53.4 to 65.5 %');
    expect(differenceText(-0.3, 'percent')).toBe('-30.0 points');
    expect(differenceText(0.021, 'percent')).toBe('+2.1 points');
    expect(differenceText(0, 'percent')).toBe('0.0 points');
    expect(differenceIntervalText(-0.362, 0.01, 'percent')).toBe('-36.2 to +1.0');
    expect(valueText(0.92934, 'coefficient')).toBe('0.929');
    expect(intervalText(-0.0213, 0.95, 'coefficient')).toBe('-0.021 to 0.950');
    expect(differenceText(0.1, 'coefficient')).toBe('+0.100');
    expect(valueText(64.53, 'per_annotator_day')).toBe('64.5 per day');
    expect(countText(12411)).toBe('12,411');
    expect(countText(9921.089)).toBe('9,921.1');
  });
});

describe('periods', () => {
  const range = (from: string, to: string): string => rangeText({ from: parseDay(from), to: parseDay(to) });

  it('names a half-open range by its first and last day', () => {
    expect(range('2026-11-16', '2026-11-17')).toBe('16 Nov 2026');
    expect(range('2026-11-16', '2026-11-23')).toBe('16 to 22 Nov 2026');
    expect(range('2026-10-26', '2026-11-02')).toBe('26 Oct to 1 Nov 2026');
    expect(range('2025-12-29', '2026-01-05')).toBe('29 Dec 2025 to 4 Jan 2026');
  });

  it('names a bucket by its grain', () => {
    expect(bucketText(parseDay('2026-11-09'), 'week')).toBe('week 46 of 2026');
    expect(bucketText(parseDay('2026-01-05'), 'week')).toBe('week 02 of 2026');
    expect(bucketText(parseDay('2026-11-01'), 'month')).toBe('Nov 2026');
    expect(bucketText(parseDay('2026-10-01'), 'quarter')).toBe('Oct to Dec 2026');
    expect(bucketText(parseDay('2026-11-16'), 'day')).toBe('16 Nov 2026');
  });
});
