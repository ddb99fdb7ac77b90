import type { LimitMethod } from '@assay/contract';
import type { ControlChart } from '@assay/statistics';
import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import { defaultPenalty, ewma, movingSigma, pChart, peltMean, uChart } from '@assay/statistics';

/** One finished period: `events` of `size` are its value; a count is its own value, of one. */
export interface ChartPoint {
  readonly events: number;
  readonly size: number;
}

export interface Limits {
  readonly method: LimitMethod;
  readonly center: number;
  readonly judged: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** How numbers of one kind are charted. */
export interface ChartKind {
  readonly pointOf: (number: Evaluated, metric: MetricDefinition) => ChartPoint | null;
  /** Null where the periods show no variation that limits could be made of. */
  readonly limitsOf: (points: readonly ChartPoint[]) => Limits | null;
  /** Variance of a value that chance alone gives, at the mean of all; 0 where chance says nothing. */
  readonly chanceOf: (mean: number, size: number) => number;
}

/** Spread between periods over what chance gives from which Laney's limits are shown (metrics.md 4.7). */
const overdispersed = 1.2;
/** Shares of more than so many are never as steady as chance would have them. */
const largeShare = 2000;

const valueOf = ({ events, size }: ChartPoint): number => events / size;

/** Level of some periods together. */
export function levelOf(points: readonly ChartPoint[]): number {
  const size = points.reduce((sum, point) => sum + point.size, 0);
  return points.reduce((sum, { events }) => sum + events, 0) / size;
}

function shewhart(points: readonly ChartPoint[], chart: ControlChart, own: 'p_chart' | 'u_chart'): Limits | null {
  const { center, laneySigmaZ } = chart;
  if (center === null) return null;
  const isLarge = own === 'p_chart' && points.some(({ size }) => size > largeShare);
  const isLaney = laneySigmaZ !== null && (laneySigmaZ > overdispersed || isLarge);
  const [lower, upper] = isLaney ? [chart.laneyLcl, chart.laneyUcl] : [chart.lcl, chart.ucl];
  return { method: isLaney ? `${own}_laney` : own, center, judged: points.map(valueOf), lower, upper };
}

const shares: ChartKind = {
  pointOf: ({ estimate: { value }, evidence }) => {
    if (value === null || evidence.kind !== 'share' || evidence.effectiveN === null) return null;
    return { events: value * evidence.effectiveN, size: evidence.effectiveN };
  },
  limitsOf: (points) => {
    const input = { defects: points.map(({ events }) => events), sizes: points.map(({ size }) => size) };
    return shewhart(points, pChart(input), 'p_chart');
  },
  chanceOf: (mean, size) => (mean * (1 - mean)) / size,
};

const events: ChartKind = {
  pointOf: ({ estimate: { value }, evidence }, metric) => {
    if (value === null || evidence.kind !== 'events' || metric.kind !== 'event_rate') return null;
    return { events: evidence.count, size: evidence.exposure / metric.exposure.per };
  },
  limitsOf: (points) => {
    const input = { counts: points.map((point) => point.events), exposure: points.map(({ size }) => size) };
    return shewhart(points, uChart(input), 'u_chart');
  },
  chanceOf: (mean, size) => mean / size,
};

/** Limits of what there cannot be less than none of. */
const atLeastNone = (limits: readonly number[]): readonly number[] => limits.map((limit) => Math.max(0, limit));

/** Full counts have no sampling error: a smoothed value is held against what the moves between periods give. */
const counts: ChartKind = {
  pointOf: ({ estimate: { value } }) => (value === null ? null : { events: value, size: 1 }),
  limitsOf: (points) => {
    const x = points.map(valueOf);
    const target = levelOf(points);
    const { z, lcl, ucl } = ewma({ x, target, sigma: movingSigma(x) ?? 0 });
    if (z.length === 0) return null;
    return { method: 'ewma', center: target, judged: z, lower: atLeastNone(lcl), upper: atLeastNone(ucl) };
  },
  chanceOf: () => 0,
};

/** How a metric is charted; null where nothing is said of its periods. */
export function chartOf({ kind }: MetricDefinition): ChartKind | null {
  if (kind === 'rate' || kind === 'stratified_rate' || kind === 'mode') return shares;
  if (kind === 'event_rate') return events;
  return kind === 'total' ? counts : null;
}

/** A new level lasts so many periods at least: less is a period out of the ordinary. */
const shortestLevel = 4;
/** A change is worth three sigmas, as a point outside its limits is: of 26 steady periods one in twenty has one by chance. */
const leastWorth = 9;

/**
 * Widest of three sigmas: of the middle move, of the mean move, of chance. Where most neighbours are alike, as counts of a
 * few events are, the first is none.
 */
function widestSigma(points: readonly ChartPoint[], x: readonly number[], { chanceOf }: ChartKind): number {
  const level = levelOf(points);
  const chance = points.reduce((sum, { size }) => sum + chanceOf(level, size) / points.length, 0);
  const middle = defaultPenalty(x) / (2 * Math.log(x.length));
  return Math.sqrt(Math.max(middle, (movingSigma(x) ?? 0) ** 2, chance));
}

/**
 * Places at which a new level begins. A change costs what metrics.md 4.7 says, but at least what three sigmas come to. A
 * value more than three sigmas off counts as three: one period, however odd, is no level.
 */
export function levelStarts(points: readonly ChartPoint[], chart: ChartKind): readonly number[] {
  const x = points.map(valueOf);
  const level = levelOf(points);
  const sigma = widestSigma(points, x, chart);
  const worth = Math.max(2 * Math.log(x.length), leastWorth);
  const held = x.map((value) => Math.min(level + 3 * sigma, Math.max(level - 3 * sigma, value)));
  return peltMean({ x: held, penalty: worth * sigma ** 2, minSegment: shortestLevel }).changeAfter;
}
