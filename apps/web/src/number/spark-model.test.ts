import { describe, expect, it } from 'vitest';
import { readyWith, seriesWith, weeks } from '../testing/answers.ts';
import { historyOf, sparkOf } from './spark-model.ts';

const point = (value: number | null): { value: number | null; lower: number | null; upper: number | null } => ({
  value,
  lower: value,
  upper: value,
});

describe('a history in a row', () => {
  it('is nothing where nothing has a value', () => {
    expect(sparkOf({ points: [point(null), point(null)], provisional: false })).toBeNull();
  });

  it('draws a gap for a null, never a zero', () => {
    const model = sparkOf({
      points: [point(0.1), point(0.2), point(null), point(0.1), point(0.2)],
      provisional: false,
    });
    expect(model?.line.match(/M/g)).toHaveLength(2);
    expect(model?.bands).toHaveLength(2);
  });

  it('draws a zero as the lowest value', () => {
    const model = sparkOf({ points: [point(0), point(0.2)], provisional: false }, 100, 24);
    expect(model?.line).toBe('M3,21L97,3');
  });

  it('shows a lone period as a short stroke', () => {
    expect(sparkOf({ points: [point(null), point(0.2), point(null)], provisional: false }, 100, 24)?.line).toBe(
      'M49,12h2',
    );
  });

  it('ends with a mark only where the last period has a value', () => {
    expect(sparkOf({ points: [point(0.1), point(null)], provisional: true })?.last).toBeNull();
    expect(sparkOf({ points: [point(0.1), point(0.2)], provisional: true })?.last?.provisional).toBe(true);
  });

  it('leaves the running period out', () => {
    const series = seriesWith([{ value: 0.1 }, { value: 0.2 }, { value: 0.9 }]);
    const history = historyOf(readyWith([series], { grain: 'week', buckets: weeks(3, { partial: true }) }), series);
    expect(history?.points.map(({ value }) => value)).toEqual([0.1, 0.2]);
  });

  it('leaves a gap where a number is known in part', () => {
    const series = seriesWith([{ value: 9 }, { value: 8 }, { value: 3, partial: true }]);
    const history = historyOf(readyWith([series], { grain: 'week', buckets: weeks(3) }), series);
    expect(history?.points.map(({ value }) => value)).toEqual([9, 8, null]);
  });

  it('draws a named part, and nothing for a part there is not', () => {
    const part = {
      id: 'full',
      title: 'Full',
      unit: null,
      value: [0.05],
      lower: [0.04],
      upper: [0.06],
      money: [null],
      numerator: [5],
      numeratorRows: [5],
    };
    const series = seriesWith([{}], { parts: [part] });
    const ready = readyWith([series]);
    expect(historyOf(ready, series, 'full')?.points).toEqual([{ value: 0.05, lower: 0.04, upper: 0.06 }]);
    expect(historyOf(ready, series, 'other')).toBeNull();
  });
});
