import { describe, expect, it } from 'vitest';
import { formatLast, parseLast } from './last-periods.ts';

describe('parseLast', () => {
  it.each([
    ['7d', { count: 7, unit: 'day' }],
    ['1w', { count: 1, unit: 'week' }],
    ['13w', { count: 13, unit: 'week' }],
    ['3m', { count: 3, unit: 'month' }],
    ['2q', { count: 2, unit: 'quarter' }],
    ['522w', { count: 522, unit: 'week' }],
  ] as const)('reads %s and writes it again', (text, expected) => {
    expect(parseLast(text)).toEqual(expected);
    expect(formatLast(parseLast(text))).toBe(text);
  });

  it.each(['', 'w', '0w', '-1w', '1.5w', '01w', '4 w', '4W', '4y', '523w', '41q', '99999d', '1w1d'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseLast(text)).toThrow(expect.objectContaining({ code: 'PARAM_INVALID' }));
    },
  );
});
