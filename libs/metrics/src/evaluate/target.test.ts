import type { Day, Target } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { judge, verdictOf } from './target.ts';

const target = (lower: number | null, upper: number | null): Target => ({
  lower,
  upper,
  validFrom: '2026-01-01' as Day,
  proposed: false,
});
const interval = (
  lower: number | null,
  upper: number | null,
): { value: number; lower: number | null; upper: number | null } => ({
  value: 0.05,
  lower,
  upper,
});

describe('judge', () => {
  it.each([
    ['met', 0.01, 0.05, target(0, 0.05)],
    ['unproven', 0.01, 0.0501, target(0, 0.05)],
    ['missed', 0.051, 0.08, target(0, 0.05)],
    ['unproven', 0.05, 0.08, target(0, 0.05)],
    ['missed', 0.1, 0.2, target(0.3, null)],
    ['met', 0.95, 0.99, target(0.95, null)],
    ['not_judged', 0.01, 0.02, null],
    ['not_judged', null, null, target(0, 0.05)],
  ] as const)('says %s for %s to %s', (verdict, lower, upper, goal) => {
    expect(judge(interval(lower, upper), goal)).toBe(verdict);
  });

  it('does not judge a running period', () => {
    expect(verdictOf({ ...interval(0.2, 0.3), partial: true, target: target(0, 0.05) })).toBe('not_judged');
    expect(verdictOf({ ...interval(0.2, 0.3), partial: false, target: target(0, 0.05) })).toBe('missed');
  });
});
