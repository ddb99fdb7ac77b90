import { fallingRoot } from '../distribution/bisect.ts';
import { twoSidedZ } from '../distribution/normal.ts';
import type { TwoCounts } from './newcombe-diff.ts';

export interface RiskRatio {
  /** First share over second; Infinity when only the second is 0. */
  readonly ratio: number | null;
  /** Katz's limits; null where a count is 0. */
  readonly logLower: number | null;
  readonly logUpper: number | null;
  /** Koopman's limits: the ones to show. */
  readonly scoreLower: number | null;
  readonly scoreUpper: number | null;
  /** Ratio less 1, and its score limits. */
  readonly relativeChange: number | null;
  readonly relativeLower: number | null;
  readonly relativeUpper: number | null;
}

const nothing: RiskRatio = {
  ratio: null,
  logLower: null,
  logUpper: null,
  scoreLower: null,
  scoreUpper: null,
  relativeChange: null,
  relativeLower: null,
  relativeUpper: null,
};

/** Score statistic of the ratio r: the difference p1 - r p2 over its error under that ratio. Falls as r rises. */
function score({ x1, n1, x2, n2 }: TwoCounts, r: number): number {
  const a = (n1 + n2) * r;
  const b = n1 * r + x1 + n2 + x2 * r;
  const c = x1 + x2;
  // The smaller root, written without a difference of nearly equal numbers.
  const q2 = (2 * c) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  const q1 = r * q2;
  const variance = (q1 * Math.max(0, 1 - q1)) / n1 + (r * r * q2 * Math.max(0, 1 - q2)) / n2;
  const difference = x1 / n1 - r * (x2 / n2);
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}

/** The ratio at which the score is `goal`, found over its logarithm. */
const solve = (counts: TwoCounts, goal: number): number =>
  Math.exp(fallingRoot(-300, 300, (log) => score(counts, Math.exp(log)) - goal));

const isShare = (x: number, n: number) => x >= 0 && x <= n && n > 0 && n < Infinity;

/**
 * Ratio of two independent shares with log limits (Katz 1978, Biometrics 34:469) and score limits (Koopman 1984,
 * Biometrics 40:513). All null without trials on a side or when nothing was counted on either.
 */
export function riskRatio(counts: TwoCounts): RiskRatio {
  const { x1, n1, x2, n2, conf = 0.95 } = counts;
  if (!(isShare(x1, n1) && isShare(x2, n2) && x1 + x2 > 0)) return nothing;
  const ratio = x2 === 0 ? Infinity : x1 / n1 / (x2 / n2);
  const z = twoSidedZ(conf);
  if (z === null) return { ...nothing, ratio, relativeChange: ratio - 1 };
  const hasBoth = x1 > 0 && x2 > 0;
  const half = hasBoth ? z * Math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2) : NaN;
  const scoreLower = x1 === 0 ? 0 : solve(counts, z);
  const scoreUpper = x2 === 0 ? Infinity : solve(counts, -z);
  return {
    ratio,
    logLower: hasBoth ? ratio * Math.exp(-half) : null,
    logUpper: hasBoth ? ratio * Math.exp(half) : null,
    scoreLower,
    scoreUpper,
    relativeChange: ratio - 1,
    relativeLower: scoreLower - 1,
    relativeUpper: scoreUpper - 1,
  };
}
