import { describe, expect, it } from 'vitest';
import {
  digitsFor,
  formatBytes,
  formatCount,
  formatDifference,
  formatElapsed,
  formatInterval,
  formatMove,
  formatSum,
  formatTarget,
  formatValue,
} from './format.ts';

const plain = (text: string): string => text.replace(/\u00a0/g, ' ').replace(/\u2212/g, '-');

describe('numbers as people read them', () => {
  it.each([
    [0.0553, 0.0728, 1],
    [0.12, 0.51, 0],
    [0.0155, 0.0194, 2],
    [null, null, 1],
  ])('gives the interval %s to %s %i decimals', (lower, upper, digits) => {
    expect(digitsFor(lower, upper)).toBe(digits);
  });

  it('shows shares in percent, with the sign the unit has', () => {
    expect(plain(formatValue(0.06389, 'percent', 1))).toBe('6.4 %');
    expect(plain(formatValue(64.53, 'per_annotator_day', 1))).toBe('64.5 per day');
    expect(formatInterval(0.0561, 0.0728, 'percent')).toBe('5.6 to 7.3');
  });

  it.each([
    [0.0212, '+2.1 pp'],
    [-0.0222, '-2.2 pp'],
    [0.0004, '0.0 pp'],
    [-0.0004, '0.0 pp'],
    [0, '0.0 pp'],
  ])('says the difference %d as %s', (difference, text) => {
    expect(plain(formatDifference(difference, 'percent'))).toBe(text);
  });

  it('says a move without a sign', () => {
    expect(formatMove(-0.0222, 'percent')).toBe('2.2 points');
  });

  it.each([
    [{ lower: null, upper: 0.05 }, '≤ 5 %'],
    [{ lower: 0, upper: 0.05 }, '≤ 5 %'],
    [{ lower: 0.95, upper: null }, '≥ 95 %'],
    [{ lower: 0.02, upper: 0.05 }, '2 to 5 %'],
    [{ lower: null, upper: 0.005 }, '≤ 0.5 %'],
  ])('says the target %o as %s', (target, text) => {
    expect(plain(formatTarget(target, 'percent'))).toBe(text);
  });

  it('groups thousands and keeps a weighted sum its decimal', () => {
    expect(formatCount(214380)).toBe('214,380');
    expect(formatSum(27.5)).toBe('27.5');
    expect(formatSum(308)).toBe('308');
    expect([0, 999, 1000, 12_345_678].map(formatCount)).toEqual(['0', '999', '1,000', '12,345,678']);
    expect(formatSum(-1234.56)).toBe('−1,234.6');
  });

  it('says sizes and times in the unit that fits', () => {
    expect(plain(formatBytes(86_000_000))).toBe('86 MB');
    expect(plain(formatBytes(1_234))).toBe('1.2 kB');
    expect(plain(formatElapsed(31.4))).toBe('31 ms');
    expect(plain(formatElapsed(1_335))).toBe('1.3 s');
  });
});
