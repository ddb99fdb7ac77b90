import { daysBetween } from '@assay/contract';
import type { PanelReady, Series } from '../../gql/types.ts';
import { breaksOf } from '../../number/break-marks.ts';
import type { Quantity } from '../../number/format.ts';
import type { Written } from '../../number/number-model.ts';
import { formatRange, nameBucket } from '../../number/dates.ts';
import {
  columnDigits,
  exactDigits,
  formatCount,
  formatFigure,
  formatBounds,
  formatInterval,
  formatValue,
} from '../../number/format.ts';
import { unitIn, unitOf } from '../../number/unit.ts';
import { dayRange, toDay } from '../../state/period.ts';
import { shortTitles, words } from '../../words.ts';
import { calendarTicks } from './calendar-ticks.ts';
import { niceTicks, spreadLabels } from './scale.ts';
import type { Mark, TrendModel, TrendPoint } from './trend-model.ts';
import { labelGap, plotHeight } from './trend-model.ts';
import { sayWas } from './say-restated.ts';
import type { Usual } from './usual.ts';
import { usualOf } from './usual.ts';

/** A line to draw, before it has a place: parallel arrays as the API sends them. */
interface Source {
  readonly id: string;
  readonly title: string;
  /** Before its last value, at its end; empty for a line that is alone, whose name is the chart's. */
  readonly name: string;
  readonly value: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** What is written of each value, where that is not the number: exact amounts. */
  readonly written: readonly (Written | null)[];
  readonly dash: string;
  readonly strong: boolean;
}

const dashes = ['', '5 3', '1.5 3', '8 3', '8 3 2 3', '2 2'];

const smoothedLine = 'average';
/** What the metric's own line is called among its parts. */
export const wholeLine = 'any';

/** The metric's own line, its named parts, where asked for the same periods a year earlier, and of counts the average that is judged. */
function sourcesOf({ series, parts, title }: TrendInput, { average }: Usual): readonly Source[] {
  const named = parts.flatMap((id) => series.parts.filter((part) => part.id === id));
  const short = shortTitles(named.map((part) => part.title));
  const compared = series.change.map((change) => change?.comparedValue ?? null);
  const isCompared = compared.some((value) => value !== null);
  const own = parts.length > 0 ? wholeLine : title;
  const name = parts.length > 0 ? wholeLine : isCompared ? 'now' : '';
  const gaps = compared.map(() => null);
  const amounts = (texts: readonly (string | null)[]): Source['written'] =>
    texts.map((value) => (value === null ? null : { value, lower: null, upper: null }));
  const bare = { lower: gaps, upper: gaps, written: gaps, strong: false };
  const isSmoothed = average.some((value) => value !== null);
  const smoothed = { id: smoothedLine, title: words.runningAverage, name: words.runningAverage, value: average };
  const yearEarlier = { id: 'compared', title: 'a year earlier', name: 'year before', value: compared };
  return [
    { ...series, id: 'value', title: own, name, written: series.money, dash: '', strong: true },
    ...named.map((part, index) => {
      const partName = short[index] ?? part.title;
      const written = amounts(part.money);
      return { ...part, title: partName, name: partName, written, dash: dashes[index + 1] ?? '', strong: false };
    }),
    ...(isCompared ? [{ ...bare, ...yearEarlier, dash: '2 2' }] : []),
    ...(isSmoothed ? [{ ...bare, ...smoothed, dash: '1.5 3' }] : []),
  ];
}

export interface TrendInput {
  readonly ready: PanelReady;
  readonly series: Series;
  readonly parts: readonly string[];
  readonly title: string;
  /** How many labels the time axis has room for. */
  readonly ticks: number;
  /** Highest value of all charts that are read beside each other, which then have one scale. */
  readonly most?: number;
  /** Days on which something began. */
  readonly starts?: readonly { readonly day: string; readonly title: string }[];
}

/** Places one metric's history. The axis holds zero: a cut axis makes a ripple look like a wave. */
export function prepareTrend(input: TrendInput): TrendModel {
  const { ready, series } = input;
  const unit = unitIn(series);
  const usual = usualOf(ready, series);
  const sources = sourcesOf(input, usual);
  const starts = ready.buckets.map(({ start }) => toDay(start));
  const places = placesOf(ready);
  const targets = targetsOf(series, unit);
  const y = valueAxis(
    [
      input.most ?? null,
      ...targets.map(({ at }) => at),
      ...usual.range.flatMap((range) => range ?? []),
      ...(series.restated ?? []).map((each) => each?.was ?? null),
      ...sources.flatMap(({ value, lower, upper }) => [...value, ...lower, ...upper]),
    ],
    unit,
  );
  const ticks = calendarTicks(starts, ready.grain, input.ticks);
  return {
    summary: summaryOf(input, unit),
    points: places.at.map((at, index) => pointOf({ ready, series, sources, unit, usual }, index, at)),
    ...endsOf(sources, { y, unit, targets }),
    x: { from: 0, to: places.end, ticks: ticks.map(({ index, label }) => ({ at: places.at[index] ?? 0, label })) },
    y,
    breaks: marksAt(breaksOf(ready, series), ready, places),
    levels: marksAt(levelsOf(usual), ready, places),
    starts: marksAt(input.starts ?? [], ready, places),
    running: runningOf(ready, places),
  };
}

/** The bounds of the target in force at the end; zero is the axis itself. */
function targetsOf(series: Series, unit: string): readonly { readonly at: number; readonly text: string }[] {
  const target = series.target.findLast((candidate) => candidate !== null);
  if (!target) return [];
  const bounds = [target.lower, target.upper].filter((bound) => bound !== null && bound > 0);
  return bounds.map((at) => ({ at: at ?? 0, text: `target ${formatBounds(target, unit)}` }));
}

/** Least that an axis shows, so that an empty chart has one: a thousandth of a share, one of what is counted. */
const leastAxis = (unit: string): number => (unitOf(unit).isCounted ? 1 : 0.001);

function valueAxis(marks: readonly (number | null)[], unit: string): TrendModel['y'] {
  const known = marks.filter((mark) => mark !== null);
  const { most } = unitOf(unit);
  const nice = niceTicks(Math.min(0, ...known), Math.max(leastAxis(unit), ...known), 4);
  // A scale ends where it ends.
  const ticks = (nice.at(-1) ?? 0) > most ? [...nice.filter((at) => at < most), most] : nice;
  const [from = 0, to = 1] = [ticks[0], ticks.at(-1)];
  const digits = Math.max(...ticks.map((at) => exactDigits(at, unit)));
  const label = (at: number): string => (at === to ? formatValue(at, unit, digits) : formatFigure(at, unit, digits));
  return { from, to, ticks: ticks.map((at) => ({ at, label: label(at) })) };
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

const levelsOf = ({ levels }: Usual): readonly DayMark[] =>
  levels.map(({ day, before, after }) => ({ day, title: after > before ? words.higher : words.lower }));

interface DayMark {
  readonly day: string;
  readonly title: string;
}

/** A mark stands on its day; its label turns left where the right end is near. */
function marksAt(marks: readonly DayMark[], ready: PanelReady, { end }: Places): TrendModel['breaks'] {
  const zero = ready.buckets[0]?.start;
  if (zero === undefined) return [];
  return marks
    .map(({ day, title }) => ({ at: daysBetween(toDay(zero), toDay(day)), label: title }))
    .filter(({ at }) => at > 0 && at < end)
    .map((mark) => ({ ...mark, isLate: mark.at > end * 0.7 }));
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
  readonly unit: string;
  readonly usual: Usual;
}

function pointOf({ ready, series, sources, unit, usual }: PointContext, index: number, at: number): TrendPoint {
  const bucket = ready.buckets[index];
  const restated = series.restated?.[index] ?? null;
  const range = bucket ? formatRange(dayRange({ from: bucket.start, to: bucket.end })) : '';
  const band = ({ lower, upper }: Source): readonly [number, number] | null => {
    const [low, high] = [lower[index] ?? null, upper[index] ?? null];
    return low === null || high === null ? null : [low, high];
  };
  return {
    at,
    index,
    title: bucket?.partial ? `${range}, in part` : bucket?.provisional ? `${range}, provisional` : range,
    marks: {
      ...Object.fromEntries(sources.flatMap((source) => markOf(source, index, bucket?.provisional ?? false))),
      ...(usual.isOutside[index] ? { [judgedLine(usual, index)]: 'outside' as const } : {}),
    },
    values: Object.fromEntries(sources.map((source) => [source.id, source.value[index] ?? null])),
    bands: Object.fromEntries(sources.map((source) => [source.id, band(source)])),
    usual: usual.range[index] ?? null,
    was: series.restated?.[index]?.was ?? null,
    says: [
      ...sources.map((source) => ({ id: source.id, title: source.title, text: sayValue(source, index, unit) })),
      ...sayUsual(usual, index, unit),
      ...(restated ? [{ id: 'was', title: words.was, text: sayWas(restated, unit) }] : []),
      { id: 'n', title: 'n', text: formatCount(series.n[index] ?? 0) },
    ],
  };
}

/** The line that is held against the usual range. */
const judgedLine = ({ average }: Usual, index: number): string =>
  (average[index] ?? null) === null ? 'value' : smoothedLine;

function sayUsual({ range, isOutside }: Usual, index: number, unit: string): TrendPoint['says'] {
  const own = range[index] ?? null;
  if (own === null) return [];
  const text = formatInterval(own[0], own[1], unit);
  return [{ id: 'usual', title: words.usual, text: isOutside[index] ? `${text}, outside` : text }];
}

function markOf({ id, value }: Source, index: number, provisional: boolean): readonly (readonly [string, Mark])[] {
  const has = (at: number): boolean => (value[at] ?? null) !== null;
  if (!has(index)) return [];
  if (provisional && id !== smoothedLine) return [[id, 'ring']];
  return has(index - 1) || has(index + 1) ? [] : [[id, 'dot']];
}

/** What is written of one period of a line. */
function writtenAt(source: Source, index: number): Written {
  const [value, lower, upper] = [source.value[index] ?? null, source.lower[index] ?? null, source.upper[index] ?? null];
  return value === null ? { value, lower, upper } : (source.written[index] ?? { value, lower, upper });
}

function sayValue(source: Source, index: number, unit: string): string {
  const { value, lower, upper } = writtenAt(source, index);
  if (value === null) return 'no value';
  const digits = columnDigits(source.lower[index] ?? null, source.upper[index] ?? null, unit);
  const text = formatValue(value, unit, digits);
  return lower === null || upper === null
    ? text
    : `${text}, ${formatFigure(lower, unit, digits)} to ${formatFigure(upper, unit, digits)}`;
}

type Axis = Pick<TrendModel['y'], 'from' | 'to'>;

type Ends = Pick<TrendModel, 'lines' | 'targets' | 'labelWidth'>;

/** Of a letter at the size of the labels, in the widest of the fonts a reader may have, in px. */
const letterWidth = 7.2;
const labelEdge = 14;
/** More would leave no room for the chart. */
const mostLabelWidth = 220;

function widthFor(labels: readonly string[]): number {
  const longest = Math.max(...labels.map(({ length }) => length));
  return Math.min(mostLabelWidth, Math.ceil(longest * letterWidth) + labelEdge);
}

interface EndContext {
  readonly y: Axis;
  readonly unit: string;
  readonly targets: readonly { readonly at: number; readonly text: string }[];
}

/** Lines and targets with their labels at the right, moved apart where they would overlap. */
function endsOf(sources: readonly Source[], { y, unit, targets }: EndContext): Ends {
  const last = sources.map(({ value }) => value.findLastIndex((candidate) => candidate !== null));
  const ends = sources.map(({ value }, index) => value[last[index] ?? -1] ?? null);
  const shifts = shiftsOf([...ends, ...targets.map((target) => target.at)], y);
  const digits = columnDigits(null, null, unit);
  const lines = sources.map((source, index) => {
    const { id, title, name, dash, strong } = source;
    const value = ends[index] ?? null;
    const line = { id, title, tone: index + 1, dash, strong };
    if (value === null) return { ...line, end: null };
    const said = formatValue(writtenAt(source, last[index] ?? -1).value ?? value, unit, digits);
    const label = { text: `${name} ${said}`.trimStart(), shift: shifts[index] ?? 0 };
    return { ...line, end: { value, label } };
  });
  return {
    lines,
    labelWidth: widthFor([...lines.map(({ end }) => end?.label.text ?? ''), ...targets.map(({ text }) => text)]),
    targets: targets.map(({ at: place, text }, index) => ({
      at: place,
      label: { text, shift: shifts[sources.length + index] ?? 0 },
    })),
  };
}

/** How far each label moves; those without a value stay out of the way. */
function shiftsOf(values: readonly (number | null)[], { from, to }: Axis): readonly number[] {
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ index, place: ((to - value) / (to - from)) * plotHeight }],
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

function summaryOf({ ready, series, title }: TrendInput, unit: string): string {
  const values = series.value.flatMap((value, index) =>
    value === null ? [] : [{ value, written: series.money[index]?.value ?? value }],
  );
  const [first, last] = [values[0], values.at(-1)];
  const ordered = values.toSorted((a, b) => a.value - b.value);
  const [least, most] = [ordered[0], ordered.at(-1)];
  const [from, to] = [ready.buckets[0]?.start, ready.buckets.at(-1)?.end];
  if (!first || !last || !least || !most || !from || !to) return `${title}: no values`;
  const say = ({ written }: { readonly written: Quantity }): string =>
    formatValue(written, unit, columnDigits(null, null, unit));
  return `${title}, ${formatRange(dayRange({ from, to }))}: from ${say(first)} to ${say(last)}, between ${say(least)} and ${say(most)}`;
}
