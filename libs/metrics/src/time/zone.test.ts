import type { Day } from '@assay/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfInstant, offsetsBetween, startOfDay } from './zone.ts';

const year = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };

describe('offsets of a zone', () => {
  it('change with its clocks', () => {
    // Berlin goes to +02:00 on the last Sunday of March and back on that of October, each at 01:00 UTC.
    expect(offsetsBetween('Europe/Berlin', year)).toEqual([
      { until: '2026-03-29T01:00:00Z', seconds: 3600 },
      { until: '2026-10-25T01:00:00Z', seconds: 7200 },
      { until: null, seconds: 3600 },
    ]);
  });

  it('are one where clocks never change, also in quarters of an hour', () => {
    expect(offsetsBetween('UTC', year)).toEqual([{ until: null, seconds: 0 }]);
    expect(offsetsBetween('Asia/Kathmandu', year)).toEqual([{ until: null, seconds: 20_700 }]);
  });

  it('name a change that lies just beyond the bounds: rows next to them are dated, too', () => {
    const before = { from: '2026-03-01T00:00:00Z', to: '2026-03-28T23:00:00Z' };
    expect(offsetsBetween('Europe/Berlin', before)).toHaveLength(2);
  });

  it('give each instant between the bounds the day that the zone gives it', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca'];
    const instants = fc.integer({ min: Date.parse(year.from), max: Date.parse(year.to) - 1 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
        const offsets = offsetsBetween(zone, year);
        const { seconds } = offsets.find(({ until }) => until === null || at < Date.parse(until)) ?? { seconds: NaN };
        const moved = new Date(at + seconds * 1000).toISOString().slice(0, 10);
        expect(moved).toBe(dayOfInstant(new Date(at).toISOString(), zone));
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

describe('a day', () => {
  it('starts when the clocks of the zone say so', () => {
    expect(startOfDay('2026-03-30' as Day, 'Europe/Berlin')).toBe('2026-03-29T22:00:00Z');
    expect(startOfDay('2026-03-29' as Day, 'Europe/Berlin')).toBe('2026-03-28T23:00:00Z');
  });
});
