import type { Day } from '@assay/contract';
import { addDays, daysBetween } from '@assay/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDays } from './business-days.ts';

describe('business days', () => {
  it.each([
    ['2026-03-06', '2026-03-06', 0],
    ['2026-03-06', '2026-03-08', 0],
    ['2026-03-06', '2026-03-09', 1],
    ['2026-03-07', '2026-03-09', 1],
    ['2026-03-02', '2026-03-16', 10],
    ['1969-12-31', '1970-01-05', 3],
  ])('from %s to %s are %i', (began, ended, count) => {
    expect(businessDays(began as Day, ended as Day)).toBe(count);
  });

  it('are those counted one by one', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((count) => addDays('2019-01-01' as Day, count));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (began, length) => {
        const ended = addDays(began, length);
        const all = Array.from({ length: daysBetween(began, ended) }, (_, index) => addDays(began, index + 1));
        const work = all.filter((each) => ![0, 6].includes(new Date(`${each}T00:00:00Z`).getUTCDay()));
        expect(businessDays(began, ended)).toBe(work.length);
      }),
    );
  });
});
