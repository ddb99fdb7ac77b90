import { tQuantile } from '../distribution/student-t.ts';
import { wilsonOfShare } from './wilson.ts';

export interface ClusteredProportion {
  readonly p: number | null;
  readonly se: number | null;
  /** Raw: below 1 where clusters vary less than chance. 1 when p is 0 or 1. */
  readonly designEffect: number | null;
  /** The n that an independent sample of equal precision would have. */
  readonly effectiveN: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Sums over clusters; cluster i has m_i units (or weight), x_i of them counted. */
export interface ClusterSums {
  /** Number of clusters. */
  readonly k: number;
  readonly sumM: number;
  readonly sumX: number;
  readonly sumM2: number;
  readonly sumXM: number;
  readonly sumX2: number;
  /** Kish's n for weighted rows, else sum m. */
  readonly n: number;
  readonly conf?: number;
}

export interface ClusterArrays {
  readonly successes: readonly number[];
  /** Same length and order as `successes`. */
  readonly sizes: readonly number[];
  readonly conf?: number;
}

const nothing: ClusteredProportion = {
  p: null,
  se: null,
  designEffect: null,
  effectiveN: null,
  lower: null,
  upper: null,
};

/** Engines add in any order: a share within rounding of 0 or 1 is 0 or 1. */
function shareOf(sumX: number, sumM: number): number {
  const p = sumX / sumM;
  if (Math.abs(p) < 1e-12) return 0;
  return Math.abs(p - 1) < 1e-12 ? 1 : p;
}

/** Sum of (x_i - p m_i)^2; what rounding alone can leave over counts as 0. */
function residualSquares({ sumM2, sumXM, sumX2 }: ClusterSums, p: number): number {
  const squares = sumX2 - 2 * p * sumXM + p * p * sumM2;
  const noise = 1e-14 * (sumX2 + 2 * p * sumXM + p * p * sumM2);
  return squares <= noise ? 0 : squares;
}

/** n shrunk by the design effect and, because k clusters tell the spread less well than n rows would, by the ratio of t quantiles. */
function effectiveSize(n: number, k: number, designEffect: number): number {
  const few = tQuantile(0.975, k - 1);
  const many = tQuantile(0.975, n - 1);
  if (few === null || many === null) return n;
  return Math.min(n, (n / Math.max(1, designEffect)) * (many / few) ** 2);
}

/**
 * Share over clusters with its linearised standard error and the Wilson interval on the effective n
 * (Kish 1965; Korn and Graubard 1998, Surv Methodol 24:193). With one cluster only `p` is known; without units nothing.
 */
export function clusteredProportionFromSums(sums: ClusterSums): ClusteredProportion {
  const { k, sumM, sumX, n, conf = 0.95 } = sums;
  if (!(sumM > 0 && n > 0 && n < Infinity)) return nothing;
  const p = shareOf(sumX, sumM);
  if (!(p >= 0 && p <= 1)) return nothing;
  if (!(k >= 2 && Number.isFinite(k + sums.sumM2 + sums.sumXM + sums.sumX2))) return { ...nothing, p };
  const certain = p === 0 || p === 1;
  const se = certain ? 0 : Math.sqrt(residualSquares(sums, p) / (k * (k - 1))) / (sumM / k);
  const designEffect = certain ? 1 : (se * se * n) / (p * (1 - p));
  const effectiveN = effectiveSize(n, k, designEffect);
  const { lower, upper } = wilsonOfShare({ p, n: effectiveN, conf });
  return { p, se, designEffect, effectiveN, lower, upper };
}

/** The same from one entry a cluster, unweighted. Arrays of different length have no answer. */
export function clusteredProportion({ successes, sizes, conf = 0.95 }: ClusterArrays): ClusteredProportion {
  if (successes.length !== sizes.length) return nothing;
  const sum = (term: (x: number, m: number) => number) =>
    sizes.reduce((total, m, i) => total + term(successes[i] ?? 0, m), 0);
  const sumM = sum((_, m) => m);
  return clusteredProportionFromSums({
    // An empty cluster says nothing about the spread.
    k: sizes.filter((m) => m > 0).length,
    sumM,
    sumX: sum((x) => x),
    sumM2: sum((_, m) => m * m),
    sumXM: sum((x, m) => x * m),
    sumX2: sum((x) => x * x),
    n: sumM,
    conf,
  });
}
