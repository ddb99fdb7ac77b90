import type { BreakMark, DayRange, LevelChange, LimitPoint, LimitStretch, SeriesLimits } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { RawNumber } from './answer.ts';
import type { ChartKind, ChartPoint, Limits } from './limit-chart.ts';
import type { Evaluated } from './number.ts';
import { metricOf } from '../registry.ts';
import { chartOf, levelOf, levelStarts } from './limit-chart.ts';
import { sliceKey } from './question-cells.ts';

/** Fewer finished periods than this say nothing of how a series usually runs. */
const fewestPeriods = 12;

/** A finished period that has a place on a chart. */
interface Period {
  readonly range: DayRange;
  readonly point: ChartPoint;
}

/** Rounding alone puts no point outside. */
const slack = 1e-9;

function pointsOf(periods: readonly Period[], { judged, lower, upper, center }: Limits): readonly LimitPoint[] {
  return periods.map(({ range }, index) => {
    const [value = 0, low = 0, high = 0] = [judged[index], lower[index], upper[index]];
    const most = slack * Math.max(Math.abs(center), Math.abs(value));
    const isOutside = value < low - most || value > high + most;
    return { bucket: range.from, judged: value, lower: low, upper: high, isOutside };
  });
}

function changesOf(periods: readonly Period[], chart: ChartKind): readonly LevelChange[] {
  const points = periods.map(({ point }) => point);
  const starts = levelStarts(points, chart);
  const edges = [0, ...starts, points.length];
  const levels = edges.slice(1).map((end, index) => levelOf(points.slice(edges[index], end)));
  return starts.flatMap((start, index) => {
    const [bucket, before, after] = [periods[start]?.range.from, levels[index], levels[index + 1]];
    return bucket === undefined || before === undefined || after === undefined ? [] : [{ bucket, before, after }];
  });
}

function stretchOf(periods: readonly Period[], chart: ChartKind): LimitStretch | null {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return null;
  const without = { range: { from: first.range.from, to: last.range.to }, method: null, center: null, points: [] };
  if (periods.length < fewestPeriods) return { ...without, reason: 'too_few_periods', changes: [] };
  const limits = chart.limitsOf(periods.map(({ point }) => point));
  if (!limits) return { ...without, reason: 'no_variation', changes: [] };
  const { method, center } = limits;
  return {
    ...without,
    ...{ method, center, reason: null },
    points: pointsOf(periods, limits),
    changes: changesOf(periods, chart),
  };
}

/** Periods between the days of the marks; one that a mark cuts is of two kinds, and in neither. */
function between(periods: readonly Period[], marks: readonly BreakMark[]): readonly (readonly Period[])[] {
  const days = [...new Set(marks.map(({ day }) => day))].sort();
  const whole = periods.filter(({ range }) => !days.some((day) => day > range.from && day < range.to));
  return [...Map.groupBy(whole, ({ range }) => days.filter((day) => day <= range.from).length).values()];
}

/** A mark is of a slice that has its values; of all where it has none. */
const concerns = ({ by, metric }: BreakMark, slice: SeriesLimits['by'], id: string): boolean =>
  (metric === undefined || metric === id) &&
  Object.entries(by).every(([dimension, value]) => slice[dimension] === value);

function periodOf(number: Evaluated, metric: MetricDefinition, chart: ChartKind): readonly Period[] {
  const { partial, provisional, bucket, range } = number.estimate;
  if (partial || provisional || bucket === null) return [];
  const point = chart.pointOf(number, metric);
  return point ? [{ range, point }] : [];
}

function notCharted(numbers: readonly Evaluated[]): readonly LimitStretch[] {
  const finished = numbers
    .map(({ estimate }) => estimate)
    .filter(({ partial, provisional, bucket }) => !partial && !provisional && bucket !== null);
  const [first, last] = [finished[0], finished.at(-1)];
  if (!first || !last) return [];
  const range = { from: first.range.from, to: last.range.to };
  return [{ range, method: null, reason: 'not_for_metric', center: null, points: [], changes: [] }];
}

/** How the series of an answer usually run, out of its numbers; they start anew wherever what they count did. */
export function limitsOf(numbers: readonly RawNumber[], breaks: readonly BreakMark[]): readonly SeriesLimits[] {
  const all = numbers.map(({ evaluated }) => evaluated);
  const bySeries = Map.groupBy(all, ({ estimate: { metric, by } }) => `${metric} ${sliceKey(by)}`);
  return [...bySeries.values()].flatMap((own): readonly SeriesLimits[] => {
    const [first] = own;
    const metric = first && metricOf(first.estimate.metric);
    if (!metric) return [];
    const { by } = first.estimate;
    const chart = chartOf(metric);
    if (!chart) return [{ metric: metric.id, by, stretches: notCharted(own) }];
    const periods = own.flatMap((number) => periodOf(number, metric, chart));
    const marks = breaks.filter((mark) => concerns(mark, by, metric.id));
    const stretches = between(periods, marks).flatMap((each) => stretchOf(each, chart) ?? []);
    return [{ metric: metric.id, by, stretches }];
  });
}
