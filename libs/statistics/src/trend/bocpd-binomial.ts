import { binomialDensity } from '../distribution/saddle-point.ts';

export interface BocpdBinomial {
  /** Probability of each run length after the last batch, from 0 (a change right after it, always the hazard). */
  readonly runLengthPosterior: readonly number[];
  /** Likeliest run length. */
  readonly mapRunLength: number | null;
  /** Probability of a run length of 3 or less: what to show. */
  readonly probRecentChange3: number | null;
}

export interface BocpdInput {
  /** One entry a batch, in order. */
  readonly successes: readonly number[];
  readonly trials: readonly number[];
  /** Probability of a change after any batch. */
  readonly hazard: number;
  /** Beta prior of the share in a new run. */
  readonly priorA: number;
  readonly priorB: number;
}

/** A run: its Beta law so far and its probability. */
interface Run {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

const nothing: BocpdBinomial = { runLengthPosterior: [], mapRunLength: null, probRecentChange3: null };

/**
 * Beta-binomial probability of x successes and y failures, from binomial densities at one and the same share (any
 * share gives the same): no logarithm of Gamma, so no digits are lost at large counts.
 */
export function betaBinomialDensity({ a, b }: Pick<Run, 'a' | 'b'>, x: number, y: number): number {
  const n = a + b + x + y;
  const split = { p: (a + x) / n, q: (b + y) / n };
  const beta = (one: number, two: number) => (binomialDensity(one, two, split) * one * two) / (one + two);
  return (binomialDensity(x, y, split) * beta(a, b)) / beta(a + x, b + y);
}

function isValid({ successes, trials, hazard, priorA, priorB }: BocpdInput): boolean {
  const isLaw = hazard > 0 && hazard < 1 && priorA > 0 && priorB > 0 && priorA + priorB < Infinity;
  const isCounted = trials.every((n, i) => n < Infinity && (successes[i] ?? NaN) >= 0 && (successes[i] ?? NaN) <= n);
  return isLaw && isCounted && trials.length > 0 && successes.length === trials.length;
}

/** Online detection of a change of a share (Adams and MacKay 2007, arXiv:0710.3742). Nothing without batches or for a prior or hazard that is none. */
export function bocpdBinomial(input: BocpdInput): BocpdBinomial {
  if (!isValid(input)) return nothing;
  const { successes, trials, hazard, priorA, priorB } = input;
  let runs: readonly Run[] = [{ a: priorA, b: priorB, weight: 1 }];
  for (const [i, n] of trials.entries()) {
    const x = successes[i] as number;
    const seen = runs.map((run) => ({ ...run, weight: run.weight * betaBinomialDensity(run, x, n - x) }));
    const evidence = seen.reduce((sum, { weight }) => sum + weight, 0);
    if (!(evidence > 0)) return nothing;
    const grown = seen.map(({ a, b, weight }) => ({
      a: a + x,
      b: b + n - x,
      weight: (weight / evidence) * (1 - hazard),
    }));
    runs = [{ a: priorA, b: priorB, weight: hazard }, ...grown];
  }
  const runLengthPosterior = runs.map(({ weight }) => weight);
  return {
    runLengthPosterior,
    mapRunLength: runLengthPosterior.indexOf(Math.max(...runLengthPosterior)),
    probRecentChange3: runLengthPosterior.slice(0, 4).reduce((sum, weight) => sum + weight, 0),
  };
}
