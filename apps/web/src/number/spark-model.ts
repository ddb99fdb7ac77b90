import type { PanelReady, Series } from '../gql/types.ts';
import { breaksOf } from './break-marks.ts';

/** A history small enough for a table row, as SVG paths. */
export interface SparkModel {
  readonly width: number;
  readonly height: number;
  /** One closed path an unbroken stretch. */
  readonly bands: readonly string[];
  /** One path; a gap where a period has no value. */
  readonly line: string;
  /** Where periods on both sides are not alike. */
  readonly breaks: readonly number[];
  readonly last: { readonly x: number; readonly y: number; readonly provisional: boolean } | null;
}

export interface SparkPoint {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SparkInput {
  readonly points: readonly SparkPoint[];
  readonly provisional: boolean;
  /** Places among the points, from 0; between two of them where a period begins with the break. */
  readonly breaks?: readonly number[];
}

const edge = 3;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** Places whole periods only; null where there is nothing to draw. */
export function sparkOf(input: SparkInput, width = 140, height = 24): SparkModel | null {
  const { points } = input;
  const marks = points.flatMap(({ value, lower, upper }) =>
    value === null ? [] : [value, lower ?? value, upper ?? value],
  );
  if (marks.length === 0) return null;
  const [low, high] = [Math.min(...marks), Math.max(...marks)];
  const step = points.length > 1 ? (width - 2 * edge) / (points.length - 1) : 0;
  const round = (value: number): number => Math.round(value * 10) / 10;
  const y = (value: number): number =>
    round(high === low ? height / 2 : edge + ((high - value) / (high - low)) * (height - 2 * edge));
  const placed = points.map(({ value, lower, upper }, index): Placed | null =>
    value === null
      ? null
      : { x: round(edge + index * step), y: y(value), low: y(lower ?? value), high: y(upper ?? value) },
  );
  const stretches = stretchesOf(placed);
  const last = placed.at(-1);
  return {
    width,
    height,
    bands: stretches.filter((stretch) => stretch.length > 1).map(bandPath),
    line: stretches.map(linePath).join(''),
    breaks: (input.breaks ?? []).map((at) => round(edge + at * step)),
    last: last ? { x: last.x, y: last.y, provisional: input.provisional } : null,
  };
}

/** Runs of periods that all have a value. */
function stretchesOf(placed: readonly (Placed | null)[]): Placed[][] {
  const stretches: Placed[][] = [[]];
  for (const point of placed) {
    if (point) stretches.at(-1)?.push(point);
    else if (stretches.at(-1)?.length) stretches.push([]);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

function bandPath(stretch: readonly Placed[]): string {
  const top = stretch.map(({ x, high }) => `${x},${high}`);
  const bottom = stretch.map(({ x, low }) => `${x},${low}`).reverse();
  return `M${[...top, ...bottom].join('L')}Z`;
}

function linePath(stretch: readonly Placed[]): string {
  const [first] = stretch;
  // A lone period between two gaps is drawn as a short stroke, so that it is seen.
  if (stretch.length === 1 && first) return `M${first.x - 1},${first.y}h2`;
  return `M${stretch.map(({ x, y }) => `${x},${y}`).join('L')}`;
}

/** History of a series, or of one of its named parts; the running period is left out, and one that is known in part is a gap. */
export function historyOf(ready: PanelReady, series: Series, part?: string): SparkInput | null {
  const source = part === undefined ? series : series.parts.find((candidate) => candidate.id === part);
  if (!source) return null;
  const whole = ready.buckets.flatMap((bucket, index) => (bucket.partial ? [] : [index]));
  const points = whole.map((index) => {
    if (series.partial[index] === true) return { value: null, lower: null, upper: null };
    return {
      value: source.value[index] ?? null,
      lower: source.lower[index] ?? null,
      upper: source.upper[index] ?? null,
    };
  });
  const breaks = breaksOf(ready, series).flatMap(({ day }) => {
    const at = whole.findIndex((index) => (ready.buckets[index]?.end ?? '') > day);
    return at < 1 ? [] : [ready.buckets[whole[at] ?? -1]?.start === day ? at - 0.5 : at];
  });
  return { points, provisional: ready.buckets[whole.at(-1) ?? -1]?.provisional ?? false, breaks };
}
