import { daysBetween } from '@assay/contract';
import type { PanelReady, Series } from '../../gql/types.ts';
import { formatRange, nameBucket } from '../../number/dates.ts';
import { digitsFor, formatCount, formatFigure, formatTarget, formatValue } from '../../number/format.ts';
import { dayRange, toDay } from '../../state/period.ts';
import { calendarTicks } from './calendar-ticks.ts';
import { niceTicks, spreadLabels } from './scale.ts';
import type { TrendLine, TrendModel, TrendPoint } from './trend-model.ts';
import { labelGap, plotHeight } from './trend-model.ts';

/** A line to draw, before it has a place: parallel arrays as the API sends them. */
interface Source {
  readonly id: string;
  readonly title: string;
  readonly value: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly dash: string;
  readonly strong: boolean;
}

const dashes = ['', '5 3', '1.5 3', '8 3', '8 3 2 3', '2 2'];

/** The metric's own line, its named parts, and where asked for the same periods a year earlier. */
function sourcesOf(series: Series, parts: readonly string[], title: string): readonly Source[] {
  const whole: Source = { ...series, id: 'value', title: parts.length > 0 ? 'any' : title, dash: '', strong: true };
  const named = parts.flatMap((id) => series.parts.filter((part) => part.id === id));
  const short = shortTitles(named.map((part) => part.title));
  const compared = series.change.map((change) => change?.comparedValue ?? null);
  const gaps = compared.map(() => null);
  return [
    whole,
    ...named.map((part, index) => ({
      ...part,
      title: short[index] ?? part.title,
      dash: dashes[index + 1] ?? '',
      strong: false,
    })),
    ...(compared.some((value) => value !== null)
      ? [
          {
            id: 'compared',
            title: 'a year earlier',
            value: compared,
            lower: gaps,
            upper: gaps,
            dash: '2 2',
            strong: false,
          },
        ]
      : []),
  ];
}

/** Titles without the last words they share: "Full refusal", "Partial refusal" become "full", "partial". */
export function shortTitles(titles: readonly string[]): readonly string[] {
  const split = titles.map((title) => title.toLowerCase().split(' '));
  let shared = 0;
  while (
    split.length > 1 &&
    split.every((words) => words.length > shared + 1 && words.at(-1 - shared) === split[0]?.at(-1 - shared))
  )
    shared += 1;
  return split.map((words) => words.slice(0, words.length - shared).join(' '));
}

export interface TrendInput {
  readonly ready: PanelReady;
  readonly series: Series;
  readonly parts: readonly string[];
  readonly title: string;
  /** How many labels the time axis has room for. */
  readonly ticks: number;
}

/** Places one metric's history. The axis starts at zero, because what is drawn is a share. */
export function prepareTrend(input: TrendInput): TrendModel {
  const { ready, series, parts, title } = input;
  const { unit } = series;
  const sources = sourcesOf(series, parts, title);
  const starts = ready.buckets.map(({ start }) => toDay(start));
  const places = placesOf(ready);
  const targets = targetsOf(series);
  const y = valueAxis(
    [...targets.map(({ at }) => at), ...sources.flatMap(({ value, upper }) => [...value, ...upper])],
    unit,
  );
  const ticks = calendarTicks(starts, ready.grain, input.ticks);
  return {
    summary: summaryOf(input),
    points: places.at.map((at, index) => pointOf({ ready, series, sources }, index, at)),
    ...endsOf(sources, { to: y.to, unit, targets }),
    x: { from: 0, to: places.end, ticks: ticks.map(({ index, label }) => ({ at: places.at[index] ?? 0, label })) },
    y,
    running: runningOf(ready, places),
  };
}

/** The bounds of the target in force at the end; zero is the axis itself. */
function targetsOf(series: Series): readonly { readonly at: number; readonly text: string }[] {
  const target = series.target.findLast((candidate) => candidate !== null);
  if (!target) return [];
  const bounds = [target.lower, target.upper].filter((bound) => bound !== null && bound > 0);
  return bounds.map((at) => ({ at: at ?? 0, text: `target ${formatTarget(target, series.unit)}` }));
}

function valueAxis(marks: readonly (number | null)[], unit: string): TrendModel['y'] {
  const high = Math.max(0.001, ...marks.filter((mark) => mark !== null));
  const ticks = niceTicks(0, high, 4);
  const to = ticks.at(-1) ?? 1;
  const digits = (ticks[1] ?? 1) < 0.01 ? 1 : 0;
  const label = (at: number): string => (at === to ? formatValue(at, unit, digits) : formatFigure(at, unit, digits));
  return { from: 0, to, ticks: ticks.map((at) => ({ at, label: label(at) })) };
}

function runningOf(ready: PanelReady, places: Places): TrendModel['running'] {
  const index = ready.buckets.findIndex(({ partial }) => partial);
  const bucket = ready.buckets[index];
  if (!bucket) return null;
  return {
    from: places.from[index] ?? 0,
    to: places.end,
    label: `${nameBucket(toDay(bucket.start), ready.grain)} running`,
  };
}

interface Places {
  readonly from: readonly number[];
  readonly at: readonly number[];
  readonly end: number;
}

/** Periods along the axis in days: a point stands in the middle of its period. */
function placesOf(ready: PanelReady): Places {
  const ranges = ready.buckets.map((bucket) => dayRange({ from: bucket.start, to: bucket.end }));
  const zero = ranges[0]?.from;
  const from = ranges.map((range) => (zero ? daysBetween(zero, range.from) : 0));
  const to = ranges.map((range) => (zero ? daysBetween(zero, range.to) : 0));
  return { from, at: from.map((start, index) => (start + (to[index] ?? start)) / 2), end: to.at(-1) ?? 1 };
}

interface PointContext {
  readonly ready: PanelReady;
  readonly series: Series;
  readonly sources: readonly Source[];
}

function pointOf({ ready, series, sources }: PointContext, index: number, at: number): TrendPoint {
  const bucket = ready.buckets[index];
  const range = bucket ? formatRange(dayRange({ from: bucket.start, to: bucket.end })) : '';
  const band = ({ lower, upper }: Source): readonly [number, number] | null => {
    const [low, high] = [lower[index] ?? null, upper[index] ?? null];
    return low === null || high === null ? null : [low, high];
  };
  return {
    at,
    index,
    title: bucket?.partial ? `${range}, in part` : bucket?.provisional ? `${range}, provisional` : range,
    marks: Object.fromEntries(sources.flatMap((source) => markOf(source, index, bucket?.provisional ?? false))),
    values: Object.fromEntries(sources.map((source) => [source.id, source.value[index] ?? null])),
    bands: Object.fromEntries(sources.map((source) => [source.id, band(source)])),
    says: [
      ...sources.map((source) => ({ id: source.id, title: source.title, text: sayValue(source, index, series.unit) })),
      { id: 'n', title: 'n', text: formatCount(series.n[index] ?? 0) },
    ],
  };
}

function markOf(
  { id, value }: Source,
  index: number,
  provisional: boolean,
): readonly (readonly [string, 'ring' | 'dot'])[] {
  const has = (at: number): boolean => (value[at] ?? null) !== null;
  if (!has(index)) return [];
  if (provisional) return [[id, 'ring']];
  return has(index - 1) || has(index + 1) ? [] : [[id, 'dot']];
}

function sayValue(source: Source, index: number, unit: string): string {
  const [value, lower, upper] = [source.value[index] ?? null, source.lower[index] ?? null, source.upper[index] ?? null];
  if (value === null) return 'no value';
  const digits = Math.max(1, digitsFor(lower, upper, unit));
  const text = formatValue(value, unit, digits);
  return lower === null || upper === null
    ? text
    : `${text}, ${formatFigure(lower, unit, digits)} to ${formatFigure(upper, unit, digits)}`;
}

interface Ends {
  readonly lines: readonly TrendLine[];
  readonly targets: TrendModel['targets'];
}

interface EndContext {
  readonly to: number;
  readonly unit: string;
  readonly targets: readonly { readonly at: number; readonly text: string }[];
}

/** Lines and targets with their labels at the right, moved apart where they would overlap. */
function endsOf(sources: readonly Source[], { to, unit, targets }: EndContext): Ends {
  const ends = sources.map(({ value }) => value.findLast((candidate) => candidate !== null) ?? null);
  const shifts = shiftsOf([...ends, ...targets.map((target) => target.at)], to);
  const lines = sources.map(({ id, title, dash, strong }, index) => {
    const value = ends[index] ?? null;
    const line = { id, title, tone: index + 1, dash, strong };
    if (value === null) return { ...line, end: null };
    const label = { text: `${title} ${formatValue(value, unit, 1)}`, shift: shifts[index] ?? 0 };
    return { ...line, end: { value, label } };
  });
  return {
    lines,
    targets: targets.map(({ at: place, text }, index) => ({
      at: place,
      label: { text, shift: shifts[sources.length + index] ?? 0 },
    })),
  };
}

/** How far each label moves; those without a value stay out of the way. */
function shiftsOf(values: readonly (number | null)[], to: number): readonly number[] {
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ index, place: (1 - value / to) * plotHeight }],
  );
  const spread = spreadLabels(
    known.map(({ place }) => place),
    labelGap,
    plotHeight,
  );
  const shifts = values.map(() => 0);
  known.forEach(({ index, place }, order) => {
    shifts[index] = (spread[order] ?? place) - place;
  });
  return shifts;
}

function summaryOf({ ready, series, title }: TrendInput): string {
  const values = series.value.filter((value) => value !== null);
  const [first, last] = [values[0], values.at(-1)];
  const [from, to] = [ready.buckets[0]?.start, ready.buckets.at(-1)?.end];
  if (first === undefined || last === undefined || !from || !to) return `${title}: no values`;
  const say = (value: number): string => formatValue(value, series.unit, 1);
  return `${title}, ${formatRange(dayRange({ from, to }))}: from ${say(first)} to ${say(last)}, between ${say(Math.min(...values))} and ${say(Math.max(...values))}`;
}
