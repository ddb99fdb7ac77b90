import { twoSidedZ } from '../distribution/normal.ts';
import { mean } from '../sample/moments.ts';

export interface PpiEstimate {
  readonly estimate: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** How far the judge is followed: 0 not at all, 1 as far as people bear it out. */
  readonly lambda: number | null;
}

export interface PpiMeans {
  readonly classical: PpiEstimate;
  readonly ppi: PpiEstimate;
  readonly ppiPlusPlus: PpiEstimate;
}

export interface PpiInput {
  /** What people said of a random part of the cases. */
  readonly humanLabels: readonly number[];
  /** What the judge said of the same; same length and order. */
  readonly judgeOnHuman: readonly number[];
  /** What the judge said of the others. */
  readonly judgeOnRest: readonly number[];
  readonly conf?: number;
}

const unknown: PpiEstimate = { estimate: null, se: null, lower: null, upper: null, lambda: null };

/** Mean product of the distances from both means, divided by n. */
function covariance(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  return mean(x.map((each, place) => (each - mx) * ((y[place] ?? 0) - my)));
}

/** The share of the judge's word that gives the least variance, within 0 and 1 (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453). */
function bestLambda({ humanLabels, judgeOnHuman, judgeOnRest }: PpiInput): number {
  const all = [...judgeOnHuman, ...judgeOnRest];
  const spread = (covariance(all, all) * all.length) / (all.length - 1);
  const [n, rest] = [humanLabels.length, judgeOnRest.length];
  if (!(spread > 0)) return 0;
  return Math.min(1, Math.max(0, covariance(humanLabels, judgeOnHuman) / ((1 + n / rest) * spread)));
}

function estimateAt({ humanLabels, judgeOnHuman, judgeOnRest, conf = 0.95 }: PpiInput, lambda: number): PpiEstimate {
  const left = humanLabels.map((label, place) => label - lambda * (judgeOnHuman[place] ?? 0));
  const estimate = lambda * mean(judgeOnRest) + mean(left);
  const ofRest = (lambda * lambda * covariance(judgeOnRest, judgeOnRest)) / judgeOnRest.length;
  const se = Math.sqrt(ofRest + covariance(left, left) / left.length);
  if (!Number.isFinite(estimate) || !Number.isFinite(se)) return unknown;
  const z = twoSidedZ(conf);
  if (z === null) return { ...unknown, estimate, se, lambda };
  return { estimate, se, lower: estimate - z * se, upper: estimate + z * se, lambda };
}

/**
 * Mean of what people would say, from a few who did and a judge who graded all: people alone, prediction-powered
 * inference (Angelopoulos et al. 2023, Science 382:669) and its tuned form. For graders of the same population only.
 * All unknown for fewer than two graded by both or none by the judge alone.
 */
export function ppiMean(input: PpiInput): PpiMeans {
  const { humanLabels, judgeOnHuman, judgeOnRest } = input;
  const isPaired = humanLabels.length >= 2 && humanLabels.length === judgeOnHuman.length && judgeOnRest.length > 0;
  const isFinite = [humanLabels, judgeOnHuman, judgeOnRest].every((labels) => labels.every(Number.isFinite));
  if (!isPaired || !isFinite) return { classical: unknown, ppi: unknown, ppiPlusPlus: unknown };
  const lambda = bestLambda(input);
  return {
    classical: estimateAt(input, 0),
    ppi: estimateAt(input, 1),
    ppiPlusPlus: Number.isFinite(lambda) ? estimateAt(input, lambda) : unknown,
  };
}
