import type { Bounds, Day, Target } from '@assay/contract';
import { wilson } from '@assay/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceMet, chanceWithin } from './chance-met.ts';
import { judge } from './target.ts';

const shareOf = (successes: number, n: number) => {
  const { lower, upper } = wilson({ successes, n });
  return { value: successes / n, lower, upper };
};
const target = (bounds: Bounds): Target => ({ ...bounds, validFrom: '2026-01-01' as Day, proposed: false });
const atMost = (upper: number): Bounds => ({ lower: null, upper });
const atLeast = (lower: number): Bounds => ({ lower, upper: null });

describe('the chance that a target is met', () => {
  it('is a half at the value itself, and what is beyond one bound is within the other', () => {
    expect(chanceMet(shareOf(10, 200), { target: atMost(0.05), unit: 'percent' })).toBe(0.5);
    const within = chanceWithin(shareOf(10, 200), { lower: 0.03, upper: 0.08 }, 'share') ?? NaN;
    const beyond = [atMost(0.03), atLeast(0.08)].map((bounds) => chanceWithin(shareOf(10, 200), bounds, 'share') ?? 0);
    expect(within + (beyond[0] ?? 0) + (beyond[1] ?? 0)).toBeCloseTo(1, 12);
  });

  it('is none of a count, of what has no interval, and of a target without bounds', () => {
    expect(chanceMet(shareOf(10, 200), { target: atMost(0.05), unit: 'issues' })).toBeNull();
    expect(chanceMet({ value: 0.1, lower: null, upper: null }, { target: atMost(0.05), unit: 'percent' })).toBeNull();
    expect(chanceMet(shareOf(10, 200), { target: { lower: null, upper: null }, unit: 'percent' })).toBeNull();
    expect(chanceMet(shareOf(10, 200), { target: null, unit: 'percent' })).toBeNull();
  });

  it('never says anything else than the verdict', () => {
    const cases = fc.record({
      n: fc.integer({ min: 2, max: 3000 }),
      of: fc.double({ min: 0, max: 1, noNaN: true }),
      bound: fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
      isMost: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ n, of, bound, isMost }) => {
        // None, or all, has a limit on one side alone, so that a verdict cannot be missed there however unlikely.
        const share = shareOf(Math.min(n - 1, Math.max(1, Math.round(of * n))), n);
        const bounds = isMost ? atMost(bound) : atLeast(bound);
        const chance = chanceMet(share, { target: bounds, unit: 'percent' }) ?? NaN;
        const verdict = judge(share, target(bounds));
        if (verdict === 'met') expect(chance).toBeGreaterThanOrEqual(0.975 - 1e-9);
        else if (verdict === 'missed') expect(chance).toBeLessThanOrEqual(0.025 + 1e-9);
        else expect(Math.abs(chance - 0.5)).toBeLessThanOrEqual(0.475 + 1e-9);
      }),
    );
  });
});
