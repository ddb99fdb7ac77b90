import { describe, expect, it } from 'vitest';
import {
  briefDigits,
  columnDigits,
  digitsFor,
  formatAmount,
  formatBytes,
  formatCount,
  formatDifference,
  formatElapsed,
  formatFigure,
  formatInterval,
  formatMove,
  formatSigned,
  formatSum,
  formatTarget,
  formatValue,
} from './format.ts';

const plain = (text: string): string => text.replace(/\u00a0/g, ' ').replace(/\u2212/g, '-');

const wanting = (wanted: string) => ({ wanted, validFrom: '2026-01-01', proposed: true });

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

  it('has three figures of a difference of large rates, and every cent of money', () => {
    expect(plain(formatDifference(26.06, 'per_million_sessions'))).toBe('+26.1');
    expect(plain(formatDifference(-126.06, 'per_million_sessions'))).toBe('-126');
    expect(plain(formatDifference(0.126, 'percent'))).toBe('+12.6 pp');
    expect(plain(formatDifference('4984.5500', 'money USD'))).toContain('+4,984.55');
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
    [{ lower: 0.667, upper: null }, '≥ 0.667', 'coefficient'],
    [{ lower: null, upper: 0.1 }, '≤ 0.1', 'psi'],
    [{ lower: null, upper: 2.97 }, '≤ 2.97 USD', 'money_per_item USD'],
    [{ lower: 10_000, upper: 15_000 }, '10,000 to 15,000 items', 'items'],
    [
      { lower: null, upper: null, ofEarlier: { lower: null, upper: 0.9, when: 'last_year' } },
      '≤ 90 % of a year before',
      'money_per_item EUR',
    ],
    [
      { lower: null, upper: null, ofEarlier: { lower: null, upper: 0.8, when: 'two_quarters_before' } },
      '≤ 80 % of two quarters before',
      'percent',
    ],
    [
      { lower: null, upper: 1.003434, ofEarlier: { lower: null, upper: 1, when: 'quarter_before' } },
      '≤ 1.0 per quarter',
      'per_quarter',
    ],
    [
      { lower: null, upper: null, ofEarlier: { lower: null, upper: 1, when: 'quarter_before' } },
      '≤ 100 % of the quarter before',
      'per_quarter',
    ],
    [{ lower: 4.2, upper: null }, '≥ 4.2 of 5', 'of_five'],
    [{ lower: null, upper: null, trend: wanting('down') }, 'falling', 'percent'],
    [{ lower: 0, upper: 0.05, trend: wanting('up') }, '≤ 5 % and rising', 'percent'],
    [
      { lower: null, upper: 1.35, ofEarlier: { lower: null, upper: 0.9, when: 'last_year' } },
      '≤ 1.35 EUR',
      'money_per_item EUR',
    ],
  ])('says the target %o as %s', (target, text, unit = 'percent') => {
    expect(plain(formatTarget(target, unit))).toBe(text);
  });

  it.each([
    ['items', null, null, '39,884 items'],
    ['incidents', null, null, '39,884 incidents'],
    ['money USD', null, null, '39,884.00 USD'],
    // Cents are exact, however wide the interval.
    ['money_per_item EUR', 39_000, 40_000, '39,884.00 EUR'],
    ['psi', null, null, '39,884.000'],
    ['per_million_sessions', 8, 113, '39,884.0 per million'],
  ])('gives %s its decimals and its sign', (unit, lower, upper, text) => {
    expect(plain(formatValue(39_884, unit, columnDigits(lower, upper, unit)))).toBe(text);
  });

  it('leaves the cents of thousands out among other metrics', () => {
    const bare = { lower: null, upper: null, unit: 'money USD' };
    expect(briefDigits({ ...bare, value: 72_254.89 })).toBe(0);
    expect(briefDigits({ ...bare, value: 976.41 })).toBe(2);
    expect(briefDigits({ ...bare, value: 72_254.89, unit: 'items' })).toBe(0);
  });

  it.each([
    ['1200.0000', '1,200.00'],
    ['-0.1250', '-0.125'],
    ['90071992547409931.1000', '90,071,992,547,409,931.10'],
  ])('says the exact amount %s as %s', (amount, text) => {
    expect(plain(formatAmount(amount))).toBe(text);
  });

  it('says a move of money with its currency, and one of an index bare', () => {
    expect(formatMove(-0.25, 'money_per_item USD')).toBe('0.25 USD');
    expect(formatMove(0.004, 'psi')).toBe('0.004');
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

describe('amounts as the API writes them', () => {
  it.each([
    // 1.005 as a float lies below the half.
    ['1.0050', 2, '1.01'],
    ['-1.0050', 2, '-1.01'],
    ['999.9950', 2, '1,000.00'],
    ['0.5000', 0, '1'],
    ['12345', 2, '12,345.00'],
    // No float holds this many digits.
    ['9007199254740993.1250', 2, '9,007,199,254,740,993.13'],
  ])('rounds %s to %i decimals as the text it is', (text, digits, said) => {
    expect(plain(formatFigure(text, 'money USD', digits))).toBe(said);
  });

  it('gives what rounds to nothing no sign', () => {
    expect(plain(formatSigned('-0.0049', 'money USD'))).toBe('0.00');
    expect(plain(formatSigned('0.0051', 'money USD'))).toBe('+0.01');
    expect(plain(formatSigned('-12.3000', 'money USD'))).toBe('-12.30');
  });

  it('says them with their currency, between two, and as a move', () => {
    expect(plain(formatValue('72254.8900', 'money USD', 2))).toBe('72,254.89 USD');
    expect(formatInterval('1.4200', '1.9400', 'money_per_item USD')).toBe('1.42 to 1.94');
    expect(formatMove('-4210.5000', 'money USD', 0)).toBe('4,211 USD');
  });
});
