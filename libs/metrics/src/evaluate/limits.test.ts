import type { BreakMark, Day, SeriesLimits } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import type { Evidence } from './evidence.ts';
import { addDays } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { limitsOf } from './limits.ts';

interface Week {
  readonly value: number | null;
  readonly evidence: Evidence;
  readonly provisional?: boolean;
  readonly partial?: boolean;
}

const first = '2026-01-05' as Day;
const weekStart = (index: number): Day => addDays(first, 7 * index);

/** Weeks from Monday 5 January 2026, as the evaluator hands them on; only what limits are made of. */
function numbers(metric: string, weeks: readonly Week[], by: SeriesLimits['by'] = {}): readonly RawNumber[] {
  return weeks.map(({ value, evidence, provisional = false, partial = false }, index) => {
    const range = { from: weekStart(index), to: weekStart(index + 1) };
    const estimate = { metric, by, value, bucket: range.from, range, provisional, partial };
    return { evaluated: { estimate, evidence }, raw: null } as unknown as RawNumber;
  });
}

const share = (hits: number, of = 100): Week => ({
  value: hits / of,
  evidence: { kind: 'share', effectiveN: of },
});
const count = (value: number): Week => ({ value, evidence: { kind: 'exact' } });
/** Events in a week of a million sessions. */
const events = (of: number): Week => ({ value: of, evidence: { kind: 'events', count: of, exposure: 1e6 } });
const times = <T>(many: number, each: T): readonly T[] => Array.from({ length: many }, () => each);

const only = (metric: string, weeks: readonly Week[], marks: readonly BreakMark[] = []) => {
  const [series] = limitsOf(numbers(metric, weeks), marks);
  return series?.stretches ?? [];
};
const taxonomyAt = (day: Day, by: BreakMark['by'] = {}): BreakMark => ({
  kind: 'taxonomy',
  day,
  title: 'Taxonomy 2',
  by,
});

describe('the usual range of a share', () => {
  // Eleven weeks of 10 in 100 and one of 30: centre 140/1200, sigma sqrt(0.11667 x 0.88333 / 100) = 0.032102.
  // z moves twice by 6.2302, so sigma_Z = 12.4605 / 11 / 1.128 = 1.0042: no more than 1.2, plain limits.
  const weeks = [...times(6, share(10)), share(30), ...times(5, share(10))];

  it('is three sigmas about the mean of all, and a week beyond it is outside', () => {
    const [stretch] = only('over_refusal_rate', weeks);
    expect(stretch).toMatchObject({ method: 'p_chart', reason: null, changes: [] });
    expect(stretch?.range).toEqual({ from: '2026-01-05', to: '2026-03-30' });
    expect(stretch?.center).toBeCloseTo(0.1166667, 6);
    expect(stretch?.points[0]?.lower).toBeCloseTo(0.020361, 5);
    expect(stretch?.points[0]?.upper).toBeCloseTo(0.212972, 5);
    expect(stretch?.points.filter(({ isOutside }) => isOutside).map(({ bucket }) => bucket)).toEqual(['2026-02-16']);
  });

  it('widens where periods vary more than chance', () => {
    // 5 and 15 in turn: z moves by 0.1 / 0.03 each time, sigma_Z = 3.3333 / 1.128 = 2.95508.
    const [stretch] = only('over_refusal_rate', [...times(6, [share(5), share(15)])].flat());
    expect(stretch?.method).toBe('p_chart_laney');
    expect(stretch?.points[0]?.upper).toBeCloseTo(0.1 + 3 * 2.95508 * 0.03, 5);
    expect(stretch?.points[0]?.lower).toBe(0);
    expect(stretch?.points.some(({ isOutside }) => isOutside)).toBe(false);
  });

  it('is that of the spread between periods, too, where a period has more than 2,000', () => {
    const large = (of: number) => only('over_refusal_rate', [...times(11, share(of / 10, of)), share(of / 10 + 5, of)]);
    expect(large(2000)[0]?.method).toBe('p_chart');
    expect(large(2001)[0]?.method).toBe('p_chart_laney');
  });

  it('puts nothing outside by rounding alone', () => {
    // A tenth each week; that of 2,564 is another double than the eleven others once it was multiplied and divided again.
    const weeks = [
      ...times(11, share(250, 2500)),
      { value: 0.1, evidence: { kind: 'share', effectiveN: 2564 } } as const,
    ];
    const [stretch] = only('over_refusal_rate', weeks);
    expect(stretch?.method).toBe('p_chart_laney');
    expect(stretch?.points.filter(({ isOutside }) => isOutside)).toEqual([]);
  });

  it('leaves out running and provisional weeks, and those without value or of a few heavy clusters', () => {
    const nothing: Week = { value: null, evidence: { kind: 'share', effectiveN: null } };
    const heavy: Week = { value: 0.9, evidence: { kind: 'share', effectiveN: null } };
    const young = { ...share(90), provisional: true };
    const running = { ...share(90), partial: true };
    const [stretch] = only('over_refusal_rate', [nothing, heavy, ...times(12, share(10)), young, running]);
    expect(stretch?.range).toEqual({ from: weekStart(2), to: weekStart(14) });
    expect(stretch?.points).toHaveLength(12);
    expect(stretch?.center).toBeCloseTo(0.1, 12);
  });

  it('is not told of fewer than twelve weeks', () => {
    expect(only('over_refusal_rate', times(11, share(10)))).toEqual([
      {
        range: { from: '2026-01-05', to: '2026-03-23' },
        method: null,
        reason: 'too_few_periods',
        center: null,
        points: [],
        changes: [],
      },
    ]);
    expect(only('over_refusal_rate', [])).toEqual([]);
  });
});

describe('the usual range of events', () => {
  it('is that of a count in so much exposure', () => {
    // 11 weeks of 4 in a million and one of 16: centre 60/12 = 5, sigma sqrt 5, upper 5 + 6.7082.
    const [stretch] = only('incident_rate', [...times(11, events(4)), events(16)]);
    expect(stretch).toMatchObject({ method: 'u_chart', center: 5 });
    expect(stretch?.points[0]).toMatchObject({ lower: 0, isOutside: false });
    expect(stretch?.points[0]?.upper).toBeCloseTo(11.7082, 4);
    expect(stretch?.points.at(-1)).toMatchObject({ judged: 16, isOutside: true });
  });

  it('tells no change of level where most weeks have the same few', () => {
    const [stretch] = only('incident_rate', [...times(9, events(1)), events(3), ...times(8, events(1))]);
    expect(stretch?.changes).toEqual([]);
  });
});

describe('the usual range of a count', () => {
  it('is held against its running average, with sigma from the moves', () => {
    // 100 and 110 in turn: sigma 10 / 1.128 = 8.865248; first limit 105 +- 2.962 x sigma x 0.2 = 5.251773.
    const [stretch] = only('accepted_items', [...times(6, [count(100), count(110)])].flat());
    expect(stretch).toMatchObject({ method: 'ewma', center: 105 });
    const [one, two] = stretch?.points ?? [];
    expect(one?.judged).toBeCloseTo(104, 9);
    expect(one?.lower).toBeCloseTo(99.748227, 5);
    expect(one?.upper).toBeCloseTo(110.251773, 5);
    // 0.2 x 110 + 0.8 x 104.
    expect(two?.judged).toBeCloseTo(105.2, 9);
  });

  it('says so where it never varied', () => {
    expect(only('accepted_items', times(20, count(7)))[0]).toMatchObject({ method: null, reason: 'no_variation' });
  });
});

describe('a change of level', () => {
  it('is told with the levels on both sides', () => {
    const [stretch] = only('over_refusal_rate', [...times(12, share(10)), ...times(12, share(30))]);
    expect(stretch?.changes).toHaveLength(1);
    expect(stretch?.changes[0]?.bucket).toBe(weekStart(12));
    expect(stretch?.changes[0]?.before).toBeCloseTo(0.1, 12);
    expect(stretch?.changes[0]?.after).toBeCloseTo(0.3, 12);
  });

  it('needs more than chance gives', () => {
    // 10 and 13.5 of 100: sigma^2 at 0.1175 is 0.001037, a change costs 9 of it = 0.00933 (2 ln 24 = 6.4 would be 0.00659)
    // and explains 24 x 0.0175^2 = 0.00735.
    // 10 and 15: sigma^2 at 0.125 is 0.00109375, it costs 0.00984 and explains 24 x 0.025^2 = 0.015.
    const halves = (low: number, high: number) => [...times(12, share(low)), ...times(12, share(high))];
    expect(only('over_refusal_rate', halves(10, 13.5))[0]?.changes).toEqual([]);
    expect(only('over_refusal_rate', halves(10, 15))[0]?.changes).toHaveLength(1);
  });

  it('is neither one odd week nor two', () => {
    const odd = (weeks: number) => [...times(12, share(10)), ...times(weeks, share(60)), ...times(12, share(10))];
    expect(only('over_refusal_rate', odd(1))[0]?.changes).toEqual([]);
    // Each counts as level + 3 sigma; two alone would explain 0.0257 at a cost of 0.0187.
    expect(
      only('over_refusal_rate', [...times(12, share(10)), ...times(2, share(25)), ...times(12, share(10))])[0]?.changes,
    ).toEqual([]);
  });
});

describe('a break', () => {
  const weeks = [...times(12, share(10)), ...times(13, share(40))];

  it('starts anew: neither outside nor a change', () => {
    const stretches = only('failure_mode_rate', weeks, [taxonomyAt(weekStart(12))]);
    expect(stretches.map(({ range, center }) => [range.from, range.to, center])).toEqual([
      [weekStart(0), weekStart(12), 0.1],
      [weekStart(12), weekStart(25), 0.4],
    ]);
    expect(stretches.flatMap(({ changes }) => changes)).toEqual([]);
    expect(stretches.flatMap(({ points }) => points).some(({ isOutside }) => isOutside)).toBe(false);
  });

  it('within a week leaves that week out', () => {
    const stretches = only('failure_mode_rate', weeks, [taxonomyAt(addDays(weekStart(12), 3))]);
    expect(stretches.map(({ range }) => range)).toEqual([
      { from: weekStart(0), to: weekStart(12) },
      { from: weekStart(13), to: weekStart(25) },
    ]);
  });

  it('of another slice is none', () => {
    const of = (by: SeriesLimits['by']) =>
      limitsOf(numbers('failure_mode_rate', weeks, by), [taxonomyAt(weekStart(12), { task: 'intent' })]);
    expect(of({ task: 'topic' })[0]?.stretches).toHaveLength(1);
    expect(of({ task: 'intent' })[0]?.stretches).toHaveLength(2);
  });
});

it('is said of no single periods of an index', () => {
  const weeks = times(20, { value: 0.1, evidence: { kind: 'labels', p: 0.5, association: 0.01 } } as const);
  expect(only('label_drift', weeks)).toMatchObject([{ method: null, reason: 'not_for_metric' }]);
});
