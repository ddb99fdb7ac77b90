import { median } from '../sample/moments.ts';

export interface MeanChanges {
  /** Points after which the mean changes, counted from 1. */
  readonly changeAfter: readonly number[];
  /** Squares about the means of the segments, and the penalty of each change. */
  readonly totalCost: number | null;
}

export interface MeanChangesInput {
  readonly x: readonly number[];
  /** What a change costs; when absent 2 sigma^2 ln n, with sigma from the differences of neighbours. */
  readonly penalty?: number;
  /** Fewest points of a segment; 2 when absent. */
  readonly minSegment?: number;
}

const nothing: MeanChanges = { changeAfter: [], totalCost: null };
/** Steps grow with the square of the points. */
const mostPoints = 20_000;

/** 2 sigma^2 ln n, sigma from the median move between neighbours, which changes of the mean hardly touch. */
export function defaultPenalty(x: readonly number[]): number {
  if (x.length < 2) return 0;
  const moves = x.slice(1).map((value, place) => value - (x[place] ?? 0));
  const middle = median(moves);
  const sigma = median(moves.map((move) => Math.abs(move - middle))) / 0.6745 / Math.SQRT2;
  return 2 * sigma * sigma * Math.log(x.length);
}

/** Sum of squares about the mean of any stretch of the points, from running sums about the mean of all. */
function stretchCost(x: readonly number[]): (from: number, to: number) => number {
  const mean = x.reduce((sum, value) => sum + value / x.length, 0);
  const sums = [0];
  const squares = [0];
  for (const [place, value] of x.entries()) {
    sums.push((sums[place] ?? 0) + (value - mean));
    squares.push((squares[place] ?? 0) + (value - mean) ** 2);
  }
  return (from, to) => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return Math.max(0, (squares[to] ?? 0) - (squares[from] ?? 0) - (sum * sum) / (to - from));
  };
}

/**
 * Changes of a mean, the exact best by dynamic programming (optimal partitioning of Jackson et al. 2005, which PELT prunes:
 * Killick, Fearnhead and Eckley 2012, JASA 107:1590). Nothing for fewer points than a segment has, or more than 20,000.
 */
export function peltMean({ x, penalty = defaultPenalty(x), minSegment = 2 }: MeanChangesInput): MeanChanges {
  const isSet = Number.isSafeInteger(minSegment) && minSegment >= 1 && penalty >= 0 && penalty < Infinity;
  if (!isSet || x.length < minSegment || x.length > mostPoints || !x.every(Number.isFinite)) return nothing;
  const cost = stretchCost(x);
  const best = new Float64Array(x.length + 1).fill(Infinity);
  const before = new Int32Array(x.length + 1);
  best[0] = -penalty;
  for (let to = minSegment; to <= x.length; to += 1) {
    for (let from = 0; from <= to - minSegment; from += 1) {
      const candidate = (best[from] as number) + cost(from, to) + penalty;
      if (candidate < (best[to] as number)) {
        best[to] = candidate;
        before[to] = from;
      }
    }
  }
  const changeAfter: number[] = [];
  for (let at = before[x.length] as number; at > 0; at = before[at] as number) changeAfter.unshift(at);
  const totalCost = best[x.length] as number;
  return Number.isFinite(totalCost) ? { changeAfter, totalCost } : nothing;
}
