import { tCdf, tQuantile } from '../distribution/student-t.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

export interface PairedMeans {
  /** Mean of candidate less baseline. */
  readonly meanDiff: number | null;
  /** Of the differences; null for one pair. */
  readonly sd: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null, as all tests are, where every pair differs by the same. */
  readonly t: number | null;
  /** Two-sided. */
  readonly p: number | null;
  readonly wilcoxonV: number | null;
  readonly wilcoxonP: number | null;
}

export interface PairedScores {
  readonly baseline: readonly number[];
  /** Same length and order as `baseline`. */
  readonly candidate: readonly number[];
  readonly conf?: number;
}

const nothing: PairedMeans = {
  meanDiff: null,
  sd: null,
  lower: null,
  upper: null,
  t: null,
  p: null,
  wilcoxonV: null,
  wilcoxonP: null,
};

/** Binary fractions make 0.3 - 0.2 another number than 0.2 - 0.1: ties are told after ten decimals. */
const rounded = (difference: number): number =>
  Math.abs(difference) < 1e5 ? Math.round(difference * 1e10) / 1e10 : difference;

/** Difference of means over the same cases: t interval and test (Student 1908), Wilcoxon's signed ranks beside them. Null without pairs. */
export function pairedMeans({ baseline, candidate, conf = 0.95 }: PairedScores): PairedMeans {
  const n = baseline.length;
  const differences = baseline.map((before, place) => rounded((candidate[place] ?? NaN) - before));
  if (n === 0 || n !== candidate.length || !differences.every(Number.isFinite)) return nothing;
  const meanDiff = differences.reduce((sum, each) => sum + each / n, 0);
  if (n === 1) return { ...nothing, meanDiff };
  const isConstant = differences.every((each) => each === differences[0]);
  const squares = differences.reduce((sum, each) => sum + (each - meanDiff) ** 2, 0);
  const sd = isConstant ? 0 : Math.sqrt(squares / (n - 1));
  if (!Number.isFinite(sd)) return { ...nothing, meanDiff };
  const quantile = conf > 0 && conf < 1 ? tQuantile(1 - (1 - conf) / 2, n - 1) : null;
  const half = quantile !== null && Number.isFinite(quantile) ? (quantile * sd) / Math.sqrt(n) : null;
  const limits = half === null ? {} : { lower: meanDiff - half, upper: meanDiff + half };
  if (sd === 0) return { ...nothing, meanDiff, sd, ...limits };
  const t = meanDiff / (sd / Math.sqrt(n));
  const { v, p } = wilcoxonSignedRank(differences);
  return {
    ...nothing,
    meanDiff,
    sd,
    ...limits,
    t,
    p: 2 * (tCdf(-Math.abs(t), n - 1) ?? NaN),
    wilcoxonV: v,
    wilcoxonP: p,
  };
}
