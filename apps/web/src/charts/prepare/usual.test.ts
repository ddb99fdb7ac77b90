import { describe, expect, it } from 'vitest';
import type { Series } from '../../gql/types.ts';
import { readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { sayLimits } from './say-limits.ts';
import { prepareTrend } from './trend.ts';

type Stretch = NonNullable<Series['limits']>[number];

/** Four weeks to 15 November: a stretch of the middle two, the second outside; the last is provisional. */
const buckets = weeks(4, { provisional: true });
const dayOf = (index: number): string => buckets[index]?.start ?? '';
const stretch: Stretch = {
  range: { from: dayOf(1), to: dayOf(3) },
  method: 'p_chart',
  reason: null,
  center: 0.04,
  points: [
    { bucket: dayOf(1), judged: 0.05, lower: 0.021, upper: 0.062, isOutside: false },
    { bucket: dayOf(2), judged: 0.11, lower: 0.022, upper: 0.061, isOutside: true },
  ],
  changes: [{ bucket: dayOf(2), before: 0.05, after: 0.11 }],
};
const lineWith = (limits: Series['limits'], rest: Partial<Series> = {}): Series =>
  seriesWith(
    [0.04, 0.05, 0.11, 0.06].map((value) => ({ value, lower: null, upper: null, target: null })),
    { limits, ...rest },
  );
const modelOf = (series: Series) =>
  prepareTrend({
    ready: readyWith([series], { grain: 'week', buckets }),
    series,
    parts: [],
    title: 'Over-refusal',
    ticks: 6,
  });
const say = (limits: Series['limits'], line: string | null = null, rest: Partial<Series> = {}) =>
  sayLimits({ grain: 'week' }, lineWith(limits, rest), line).map((text) => text.replace(/\u00a0/g, ' '));

describe('the usual range in a trend', () => {
  it('stands beside the periods it is of, within the axis', () => {
    const high = { ...stretch, points: stretch.points.map((point) => ({ ...point, upper: 0.3 })) };
    const { points, y } = modelOf(lineWith([high]));
    expect(points.map(({ usual }) => usual)).toEqual([null, [0.021, 0.3], [0.022, 0.3], null]);
    expect(y.to).toBeGreaterThanOrEqual(0.3);
  });

  it('marks the period outside it, says so, and where a new level begins', () => {
    const { points, levels } = modelOf(lineWith([stretch]));
    expect(points.map(({ marks }) => marks['value'])).toEqual([undefined, undefined, 'outside', 'ring']);
    const texts = points.map(({ says }) => says.find(({ id }) => id === 'usual')?.text);
    expect(texts).toEqual([undefined, '2.1 to 6.2', '2.2 to 6.1, outside', undefined]);
    // Days from the first Monday.
    expect(levels).toEqual([{ at: 14, label: 'higher from here', isLate: false }]);
  });

  it('holds the running average of counts against it, as a line of its own', () => {
    const counted = { ...stretch, method: 'ewma' as const };
    const { lines, points } = modelOf(lineWith([counted]));
    expect(lines.map(({ id, title }) => [id, title])).toEqual([
      ['value', 'Over-refusal'],
      ['average', 'running average'],
    ]);
    expect(points.map(({ values }) => values['average'])).toEqual([null, 0.05, 0.11, null]);
    expect(points[2]?.marks).toEqual({ average: 'outside' });
  });

  it('is not there where nobody asked', () => {
    const { points, levels, lines } = modelOf(lineWith(null));
    expect(points.every(({ usual }) => usual === null)).toBe(true);
    expect([levels, lines.length]).toEqual([[], 1]);
    expect(say(null)).toEqual([]);
  });
});

describe('the usual range in words', () => {
  it('is its newest, how often it was left, and each change', () => {
    expect(say([stretch])).toEqual([
      'Usual range, dashed: 2.2 to 6.1 %',
      'Outside its usual range, squared: 1 of 2 weeks, last week 45',
      'Higher since week 45: 11.0 %, before 5.0 %',
    ]);
  });

  it('names the line it is of among others', () => {
    expect(say([{ ...stretch, points: stretch.points.slice(0, 1), changes: [] }], 'any')).toEqual([
      'Usual range of any, dashed: 2.1 to 6.2 %',
    ]);
    const [average] = say([{ ...stretch, method: 'ewma' }], null, { unit: 'items' });
    expect(average).toMatch(/^Usual range of the running average, dashed/);
  });

  it('says that there are too few periods, and nothing of what is never judged', () => {
    const none = { ...stretch, method: null, points: [], changes: [] };
    expect(say([{ ...none, reason: 'too_few_periods' }])).toEqual([
      'Too few finished periods to say how it usually runs: 12 are needed',
    ]);
    expect(say([{ ...none, reason: 'not_for_metric' }])).toEqual([]);
  });
});
