import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../registry.ts';
import { plainKnown } from '../testing/graded-rows.ts';
import { agree, labelTerms } from './labels.ts';

const day = (text: string): Day => text as Day;
const range = (from: string, to: string) => ({ from: day(from), to: day(to) });
const question = (from: string, to: string, grain: 'none' | 'week' = 'none') => ({
  metrics: [metricOf('hallucination_rate')],
  grain,
  range: range(from, to),
  where: [],
  basis: 'best' as const,
});
const counts = (number: number) => ({ best: number, human: number, judge: number, corrected: number });
const graded = (on: string, all: number, again: number) => ({
  ...{ criterion: 'hallucination' as const, environment: 'eval', day: day(on) },
  ...{ graded: counts(all), regraded: counts(again) },
});
const known = { ...plainKnown, regrades: [graded('2026-03-03', 20, 20), graded('2026-03-10', 20, 5)] };
const terms = (current: ReturnType<typeof question>, baseline: ReturnType<typeof question> | null = null) =>
  labelTerms('current', { current, baseline }, known);
const daysOf = (labels: ReturnType<typeof terms>[number]) => labels.fallbacks.map(({ days }) => days.from);

describe('the labels of a question and of what it is compared with', () => {
  it('are decided for each period as far as it was asked for', () => {
    expect(daysOf(terms(question('2026-03-02', '2026-03-16', 'week'))[0])).toEqual(['2026-03-09']);
    expect(daysOf(terms(question('2026-03-02', '2026-03-10', 'week'))[0])).toEqual([]);
    expect(daysOf(terms(question('2026-03-02', '2026-03-16'))[0])).toEqual(['2026-03-02']);
  });

  it('are of one kind on days that lie on both sides', () => {
    const both = terms(question('2026-03-02', '2026-03-16'), question('2026-03-01', '2026-03-09'));
    // Alone the earlier one is graded again as a whole.
    expect(both.map(daysOf)).toEqual([['2026-03-02'], ['2026-03-01']]);
    const apart = terms(question('2026-03-09', '2026-03-16'), question('2026-03-02', '2026-03-09'));
    expect(apart.map(daysOf)).toEqual([['2026-03-09'], []]);
  });

  it('are nothing to a metric that asks graders for something else', () => {
    const other = { ...question('2026-03-02', '2026-03-16'), metrics: [metricOf('failure_mode_rate')] };
    expect(daysOf(terms(other)[0])).toEqual([]);
  });
});

describe('questions of one statement', () => {
  const asked = (from: string, to: string, grain: 'none' | 'week' = 'none') => {
    const own = question(from, to, grain);
    return { ...own, labels: terms(own)[0] };
  };

  it('agree where they say the same of all days they share', () => {
    const weeks = asked('2026-03-02', '2026-03-16', 'week');
    expect(agree([weeks, asked('2026-03-09', '2026-03-16')])).toBe(true);
    expect(agree([weeks, asked('2026-03-02', '2026-03-09')])).toBe(true);
    expect(agree([weeks, asked('2026-04-02', '2026-04-09')])).toBe(true);
  });

  it('do not where a longer period falls back on days that a shorter one need not', () => {
    expect(agree([asked('2026-03-02', '2026-03-16', 'week'), asked('2026-03-02', '2026-03-16')])).toBe(false);
  });
});
