import { describe, expect, it } from 'vitest';
import { parseInstant } from './instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-16', '2026-11-16T00:00:00.000Z'],
    ['2026-11-16T09:30Z', '2026-11-16T09:30:00.000Z'],
    ['2026-11-16T09:30:15.25Z', '2026-11-16T09:30:15.250Z'],
    ['2026-11-16T09:30:00+02:00', '2026-11-16T07:30:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each(['yesterday', '2026-11-16T09:30', '2026-02-30', '2026-02-30T00:00:00Z', '2026-11-16T25:00:00Z', ''])(
    'refuses %j: no instant, or no zone',
    (text) => {
      expect(() => parseInstant(text)).toThrow('is not an instant.');
    },
  );
});
