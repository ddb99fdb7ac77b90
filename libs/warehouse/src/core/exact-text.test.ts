import { describe, expect, it } from 'vitest';
import { dayText, decimalText, instantText, integerText } from './exact-text.ts';

describe('exact texts', () => {
  it.each([
    [0n, 0],
    [9007199254740991n, 9007199254740991],
    [9007199254740992n, '9007199254740992'],
    [-9007199254740993n, '-9007199254740993'],
    [170141183460469231731687303715884105727n, '170141183460469231731687303715884105727'],
  ])('integer %s is %j', (value, expected) => {
    expect(integerText(value)).toBe(expected);
  });

  it.each([
    [0n, 0, '0'],
    [0n, 2, '0.00'],
    [-5n, 2, '-0.05'],
    [-123n, 2, '-1.23'],
    [1500000n, 6, '1.500000'],
    [42n, 0, '42'],
  ])('decimal %s at scale %i is %s', (unscaled, scale, expected) => {
    expect(decimalText(unscaled, scale)).toBe(expected);
  });

  it.each([
    [0, '1970-01-01'],
    [-1, '1969-12-31'],
    [19782, '2024-02-29'],
    [-719162, '0001-01-01'],
    [2932896, '9999-12-31'],
  ])('day %i is %s', (days, expected) => {
    expect(dayText(days)).toBe(expected);
  });

  it.each([
    [0n, '1970-01-01T00:00:00.000000Z'],
    [-1n, '1969-12-31T23:59:59.999999Z'],
    [1n, '1970-01-01T00:00:00.000001Z'],
    [1711848600123456n, '2024-03-31T01:30:00.123456Z'],
  ])('instant %s is %s', (micros, expected) => {
    expect(instantText(micros)).toBe(expected);
  });

  it('years that have no four digits are an error, infinity included', () => {
    for (const days of [-719163, 2932897, 2147483647]) expect(() => dayText(days)).toThrow('outside the years');
    for (const micros of [-62135596800000001n, 253402300800000000n, 9223372036854775807n]) {
      expect(() => instantText(micros)).toThrow('outside the years');
    }
  });
});
