import { describe, expect, it } from 'vitest';
import { parsePeriod } from './period.ts';

describe('parsePeriod', () => {
  it('reads relative periods, days and nothing at all', () => {
    expect(parsePeriod({ last: '13w' })).toEqual({ kind: 'last', last: { count: 13, unit: 'week' } });
    expect(parsePeriod({ from: '2026-08-01', to: '2026-09-01' })).toEqual({
      kind: 'days',
      days: { from: '2026-08-01', to: '2026-09-01' },
    });
    expect(parsePeriod({})).toEqual({ kind: 'all' });
  });

  it.each([
    [{ last: '13w', from: '2026-08-01' }, 'USAGE', '--last does not go with --from and --to.'],
    [{ from: '2026-08-01' }, 'USAGE', '--from needs --to as well.'],
    [{ to: '2026-08-01' }, 'USAGE', '--to needs --from as well.'],
    [{ from: '2026-08-32', to: '2026-09-01' }, 'DAY_INVALID', '"2026-08-32" is not a day.'],
    [{ last: 'banana' }, 'PARAM_INVALID', '"banana" is not a number of periods.'],
    [{ last: '0w' }, 'PARAM_INVALID', '"0w" is not a number of periods.'],
  ])('refuses %j', (flags, code, message) => {
    expect(() => parsePeriod(flags)).toThrow(expect.objectContaining({ code, message }));
  });
});
