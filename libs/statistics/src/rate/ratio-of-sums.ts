import { tQuantile } from '../distribution/student-t.ts';

export interface RatioOfSums {
  /** Sum y / sum x. */
  readonly ratio: number | null;
  /** Linearised standard error over clusters. */
  readonly se: number | null;
  /** Clusters less one. */
  readonly df: number | null;
  readonly deltaLower: number | null;
  readonly deltaUpper: number | null;
  /** Null where Fieller's limits do not enclose a stretch (the denominator is not clearly away from 0). */
  readonly fiellerLower: number | null;
  readonly fiellerUpper: number | null;
  /** t^2 v_x / mean(x)^2: from 0.05 on Fieller's limits are the ones to show, from 1 on there are none. */
  readonly fiellerG: number | null;
}

/** Sums over clusters; cluster i has numerator y_i (money, minutes) and denominator x_i (labels). */
export interface RatioSums {
  /** Number of clusters. */
  readonly k: number;
  readonly sumX: number;
  readonly sumY: number;
  readonly sumX2: number;
  readonly sumY2: number;
  readonly sumXY: number;
  readonly conf?: number;
}

export interface RatioArrays {
  readonly numerator: readonly number[];
  /** Same length and order as `numerator`. */
  readonly denominator: readonly number[];
  readonly conf?: number;
}

const nothing: RatioOfSums = {
  ratio: null,
  se: null,
  df: null,
  deltaLower: null,
  deltaUpper: null,
  fiellerLower: null,
  fiellerUpper: null,
  fiellerG: null,
};

/** A sum of squares or products about something, or 0 where only rounding of terms of that size is left. */
const settled = (value: number, size: number) => (Math.abs(value) <= 1e-14 * size ? 0 : value);

/** Sum of (y_i - r x_i)^2. */
function residualSquares({ sumX2, sumXY, sumY2 }: RatioSums, r: number): number {
  const cross = 2 * r * sumXY;
  const square = r * r * sumX2;
  return Math.max(0, settled(sumY2 - cross + square, sumY2 + Math.abs(cross) + square));
}

/** Fieller 1954, JRSS-B 16:175. */
function fieller(sums: RatioSums, t: number) {
  const { k, sumX, sumY, sumX2, sumY2, sumXY } = sums;
  const x = sumX / k;
  const y = sumY / k;
  const spread = (sum: number, product: number) => settled(sum - k * product, Math.abs(sum)) / (k - 1) / k;
  const vx = Math.max(0, spread(sumX2, x * x));
  const a = x * x - t * t * vx;
  const b = x * y - t * t * spread(sumXY, x * y);
  const c = y * y - t * t * Math.max(0, spread(sumY2, y * y));
  const fiellerG = (t * t * vx) / (x * x);
  const inside = settled(b * b - a * c, b * b + Math.abs(a * c));
  if (!(a > 0 && inside >= 0)) return { fiellerLower: null, fiellerUpper: null, fiellerG };
  const half = Math.sqrt(inside);
  return { fiellerLower: (b - half) / a, fiellerUpper: (b + half) / a, fiellerG };
}

/**
 * Ratio of two totals over clusters with its linearised standard error, t interval (Cochran 1977, ch. 6) and Fieller's limits.
 * All null without a positive denominator; with one cluster only the ratio is known.
 */
export function ratioOfSumsFromSums(sums: RatioSums): RatioOfSums {
  const { k, sumX, sumY, conf = 0.95 } = sums;
  if (!(k >= 1 && sumX > 0 && sumX < Infinity && Number.isFinite(sumY))) return nothing;
  const ratio = sumY / sumX;
  if (!(k >= 2 && k < Infinity)) return { ...nothing, ratio };
  const se = Math.sqrt(residualSquares(sums, ratio) / (k * (k - 1))) / (sumX / k);
  const df = k - 1;
  const t = conf > 0 && conf < 1 ? tQuantile(1 - (1 - conf) / 2, df) : null;
  if (!Number.isFinite(se)) return { ...nothing, ratio };
  // Of a confidence that no float tells from 1 the limits lie nowhere.
  if (t === null || !Number.isFinite(t)) return { ...nothing, ratio, se, df };
  return { ratio, se, df, deltaLower: ratio - t * se, deltaUpper: ratio + t * se, ...fieller(sums, t) };
}

/** The same from one entry a cluster. A cluster with nothing on either side is left out; arrays of different length have no answer. */
export function ratioOfSums({ numerator, denominator, conf = 0.95 }: RatioArrays): RatioOfSums {
  if (numerator.length !== denominator.length) return nothing;
  const sum = (term: (x: number, y: number) => number) =>
    denominator.reduce((total, x, i) => total + term(x, numerator[i] ?? 0), 0);
  return ratioOfSumsFromSums({
    k: denominator.filter((x, i) => x !== 0 || numerator[i] !== 0).length,
    sumX: sum((x) => x),
    sumY: sum((_, y) => y),
    sumX2: sum((x) => x * x),
    sumY2: sum((_, y) => y * y),
    sumXY: sum((x, y) => x * y),
    conf,
  });
}
