import type { LimitPoint, LimitStretch, SeriesLimits } from '@assay/contract';
import { parseDay } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { limitLines } from './limits-text.ts';

const card = { id: 'over_refusal_rate', unit: 'percent' } as const;
const point = (start: string, judged: number): LimitPoint => ({
  bucket: parseDay(start),
  judged,
  lower: 0.02,
  upper: 0.05,
  isOutside: judged > 0.05,
});
const stretch: LimitStretch = {
  range: { from: parseDay('2026-08-03'), to: parseDay('2026-11-02') },
  method: 'p_chart',
  reason: null,
  center: 0.035,
  points: [point('2026-10-12', 0.07), point('2026-10-19', 0.061), point('2026-10-26', 0.04)],
  changes: [{ bucket: parseDay('2026-10-12'), before: 0.03, after: 0.057 }],
};
const said = (stretches: readonly LimitStretch[], by: SeriesLimits['by'] = {}) =>
  limitLines(
    card,
    [
      { metric: 'over_refusal_rate', by, stretches },
      { metric: 'gold_accuracy', by, stretches },
    ],
    'week',
  );

describe('how a series usually runs, in words', () => {
  it('is its range, how often it was outside and where last, and where its level changed', () => {
    expect(said([stretch])).toEqual([
      '3 Aug to 1 Nov 2026: it usually lies in 2.0 to 5.0 %, outside in 2 of 3 periods, last in week 43 of 2026 (6.1 %).',
      'Another level from week 42 of 2026 on: 5.7 %, before 3.0 %.',
    ]);
  });

  it('is of a count its running average', () => {
    const inside = { ...stretch, method: 'ewma', points: [point('2026-10-26', 0.04)], changes: [] } as const;
    expect(said([inside])).toEqual(['3 Aug to 1 Nov 2026: its running average usually lies in 2.0 to 5.0 %.']);
  });

  it('names the slice, and says why there is nothing to say', () => {
    const short = { ...stretch, method: null, reason: 'too_few_periods', points: [], changes: [] } as const;
    expect(said([short], { workflow: null })).toEqual([
      'not known: 3 Aug to 1 Nov 2026: Too few finished periods to say how it usually runs: 12 are needed.',
    ]);
    expect(said([])).toEqual(['No period is finished, so that nothing is said of how it usually runs.']);
    expect(limitLines(card, [], 'week')).toEqual([]);
  });
});
