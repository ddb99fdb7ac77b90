import { describe, expect, it } from 'vitest';
import type { Series } from '../../gql/types.ts';
import { changeOf, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import type { TrendInput } from './trend.ts';
import { prepareTrend } from './trend.ts';
import { labelGap } from './trend-model.ts';

const values = [0.05, null, 0.052, 0.064];
const part = (id: string, title: string, value: number): Series['parts'][number] => ({
  id,
  title,
  unit: null,
  value: values.map(() => value),
  lower: values.map(() => value - 0.005),
  upper: values.map(() => value + 0.005),
  money: values.map(() => null),
  numerator: values.map(() => 3),
  numeratorRows: values.map(() => 3),
});
const series = seriesWith(
  values.map((value) => ({ value })),
  { parts: [part('full', 'Full refusal', 0.032), part('partial', 'Partial refusal', 0.031)] },
);

const inputWith = (rest: Partial<TrendInput> = {}): TrendInput => ({
  ready: readyWith([series], { grain: 'week', buckets: weeks(4, { provisional: true }) }),
  series,
  parts: ['full', 'partial'],
  title: 'Over-refusal',
  ticks: 6,
  ...rest,
});

describe('a trend', () => {
  it('draws the whole and its named parts, each with its own cue beside the colour', () => {
    const { lines } = prepareTrend(inputWith());
    expect(lines.map(({ id, title, tone }) => [id, title, tone])).toEqual([
      ['value', 'any', 1],
      ['full', 'full', 2],
      ['partial', 'partial', 3],
    ]);
    expect(new Set(lines.map(({ dash }) => dash)).size).toBe(3);
  });

  it('keeps a null as a gap', () => {
    const { points } = prepareTrend(inputWith());
    expect(points.map(({ values: at }) => at['value'])).toEqual(values);
    expect(points[1]?.bands['value']).toBeNull();
    expect(points[1]?.says[0]?.text).toBe('no value');
  });

  it('stands each point in the middle of its week, on an axis of days', () => {
    const { points, x } = prepareTrend(inputWith());
    expect(points.map(({ at }) => at)).toEqual([3.5, 10.5, 17.5, 24.5]);
    expect(x.to).toBe(28);
  });

  it('starts its axis at zero and ends it above everything drawn', () => {
    const { y } = prepareTrend(inputWith());
    expect(y.ticks.map(({ label }) => label.replace('\u00a0', ' '))).toEqual(['0', '2', '4', '6', '8 %']);
  });

  it('draws the target where there is one, but not the bound that is the axis', () => {
    expect(prepareTrend(inputWith()).targets.map(({ at }) => at)).toEqual([0.05]);
    const band = seriesWith(
      values.map((value) => ({
        value,
        target: {
          lower: 0,
          upper: 0.05,
          ofEarlier: null,
          notWorse: null,
          trend: null,
          validFrom: '2026-01-01',
          proposed: false,
        },
      })),
    );
    expect(prepareTrend(inputWith({ series: band, parts: [] })).targets).toHaveLength(1);
    const none = seriesWith(values.map((value) => ({ value, target: null })));
    expect(prepareTrend(inputWith({ series: none, parts: [] })).targets).toEqual([]);
  });

  it('moves labels apart that would lie on each other', () => {
    const { lines, y } = prepareTrend(inputWith());
    const [, full, partial] = lines;
    const place = (line: typeof full): number =>
      (1 - (line?.end?.value ?? 0) / y.to) * 208 + (line?.end?.label.shift ?? 0);
    expect(Math.abs(place(full) - place(partial))).toBeGreaterThanOrEqual(labelGap - 1e-9);
  });

  it('hatches the running period and marks the provisional one', () => {
    const running = prepareTrend(
      inputWith({ ready: readyWith([series], { grain: 'week', buckets: weeks(4, { partial: true }) }) }),
    );
    expect(running.running).toEqual({ from: 21, to: 28, label: 'week 46 running' });
    const settled = prepareTrend(inputWith());
    expect(settled.running).toBeNull();
    expect(settled.points.map(({ marks }) => marks['value'])).toEqual(['dot', undefined, undefined, 'ring']);
  });

  it('draws a year earlier where the answer brings it', () => {
    const compared = seriesWith(values.map((value) => ({ value, change: changeOf(0.01, 'no_clear_change') })));
    const { lines } = prepareTrend(inputWith({ series: compared, parts: [] }));
    expect(lines.map(({ title }) => title)).toEqual(['Over-refusal', 'a year earlier']);
  });

  const labelsOf = (input: TrendInput): string[] =>
    prepareTrend(input).lines.map(({ end }) => end?.label.text.replace(/\u00a0/g, ' ') ?? '');

  it('names lines at their ends, but not one that is alone: the chart says whose it is', () => {
    expect(labelsOf(inputWith())).toEqual(['any 6.4 %', 'full 3.2 %', 'partial 3.1 %']);
    expect(labelsOf(inputWith({ parts: [] }))).toEqual(['6.4 %']);
  });

  it('keeps as much room for the labels as the longest needs', () => {
    const none = values.map((value) => ({ value, target: null }));
    const short = prepareTrend(inputWith({ series: seriesWith(none), parts: [] })).labelWidth;
    const long = prepareTrend(inputWith({ series: seriesWith(none, { unit: 'per_million_sessions' }), parts: [] }));
    expect(short).toBeLessThan(70);
    expect(long.lines[0]?.end?.label.text).toMatch(/per million$/);
    expect(long.labelWidth).toBeGreaterThan(7 * (long.lines[0]?.end?.label.text.length ?? 0));
  });

  it('ends a scale where it ends', () => {
    const points = [4.1, 4.64].map((value) => ({ value, lower: null, upper: null, target: null }));
    const { y } = prepareTrend(inputWith({ series: seriesWith(points, { unit: 'of_five' }), parts: [] }));
    expect(y.ticks.map(({ at }) => at)).toEqual([0, 2, 4, 5]);
    expect(y.to).toBe(5);
  });

  it('says money in its currency, to the cent, on an axis of round amounts', () => {
    const points = [{ value: 60_100.5 }, { value: 72_254.89 }].map((one) => ({
      ...one,
      lower: null,
      upper: null,
      target: null,
    }));
    const money = ['60100.5000', '72254.8950'].map((value) => ({
      currency: 'USD',
      value,
      lower: null,
      upper: null,
      unconverted: [],
    }));
    const spend = seriesWith(points, { unit: 'money', money });
    const input = inputWith({
      series: spend,
      parts: [],
      ready: readyWith([spend], { grain: 'week', buckets: weeks(2) }),
    });
    // The text is written, not the number that is drawn.
    expect(labelsOf(input)).toEqual(['72,254.90 USD']);
    const { y } = prepareTrend(input);
    expect(y.ticks.map(({ label }) => label.replace('\u00a0', ' '))).toEqual([
      '0',
      '20,000',
      '40,000',
      '60,000',
      '80,000 USD',
    ]);
  });

  it('goes below zero where a coefficient does', () => {
    const alpha = seriesWith([{ value: 0.1, lower: -0.12, upper: 0.3, target: null }], { unit: 'coefficient' });
    const { y } = prepareTrend(
      inputWith({ series: alpha, parts: [], ready: readyWith([alpha], { grain: 'week', buckets: weeks(1) }) }),
    );
    expect([y.from, y.to]).toEqual([-0.2, 0.4]);
    expect(y.ticks.map(({ label }) => label)).toEqual(['\u22120.2', '0.0', '0.2', '0.4']);
  });

  it('puts a dot where no neighbour makes a line', () => {
    const alone = seriesWith([{ value: null }, { value: 0.3 }, { value: null }, { value: null }]);
    const { points } = prepareTrend(inputWith({ series: alone, parts: [] }));
    expect(points.map(({ marks }) => marks['value'])).toEqual([undefined, 'dot', undefined, undefined]);
  });

  it('is said in a sentence', () => {
    const { summary } = prepareTrend(inputWith());
    expect(summary.replace(/\u00a0/g, ' ')).toMatch(
      /^Over-refusal, 19 Oct to 15 Nov.*: from 5.0 % to 6.4 %, between 5.0 % and 6.4 %$/,
    );
  });
});
