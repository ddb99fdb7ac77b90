import { expect, it } from 'vitest';
import type { Series } from '../../gql/types.ts';
import { readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { sayRestated } from './say-restated.ts';
import { prepareTrend } from './trend.ts';

const buckets = weeks(4);
const moved = { was: 0.3, money: null, day: '2026-11-15' };
const lineWith = (restated: Series['restated'], rest: Partial<Series> = {}): Series =>
  seriesWith(
    [0.04, 0.05, 0.11, 0.06].map((value) => ({ value, lower: null, upper: null, target: null })),
    { restated, ...rest },
  );
const modelOf = (series: Series) => {
  const ready = readyWith([series], { grain: 'week', buckets });
  return prepareTrend({ ready, series, parts: [], title: 'Over-refusal', ticks: 6 });
};
const say = (series: Series) =>
  sayRestated({ grain: 'week', buckets }, series).map((text) => text.replace(/\u00a0/g, ' '));

it('marks what a period was where it moved later, within the axis, and says it', () => {
  const series = lineWith([null, moved, { ...moved, was: 0.02 }, null]);
  const { points, y } = modelOf(series);
  expect(points.map(({ was }) => was)).toEqual([null, 0.3, 0.02, null]);
  expect(y.to).toBeGreaterThanOrEqual(0.3);
  const texts = points.map(({ says }) => says.find(({ id }) => id === 'was')?.text.replace(/\u00a0/g, ' '));
  expect(texts).toEqual([undefined, '30.0 % on 15 Nov', '2.0 % on 15 Nov', undefined]);
  expect(say(series)).toEqual([
    'Changed after it was final, crossed: 2 weeks, last week 45: 2.0 % on 15 Nov, when its rows were to change no more, 11.0 % now',
  ]);
});

it('says of one that is not known any more what it was', () => {
  const series = lineWith([null, null, null, moved]);
  expect(say({ ...series, value: [0.04, 0.05, 0.11, null] })).toEqual([
    'Changed after it was final, crossed: 1 week, last week 46: 30.0 % on 15 Nov, when its rows were to change no more, not known now',
  ]);
});

it('says nothing where nothing moved', () => {
  expect(say(lineWith(null))).toEqual([]);
  expect(modelOf(lineWith(null)).points.every(({ was }) => was === null)).toBe(true);
});
