import { fallingRoot } from '../distribution/bisect.ts';
import { binomialDensity } from '../distribution/saddle-point.ts';
import { betaBinomialDensity } from '../trend/bocpd-binomial.ts';

export interface ConfidenceSequence {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface BernoulliSequenceInput {
  readonly successes: number;
  readonly n: number;
  /** Chance of ever being wrong; 0.05 when absent. */
  readonly alpha?: number;
  /** Beta law that the shares are mixed by; uniform when absent. */
  readonly priorA?: number;
  readonly priorB?: number;
}

/**
 * Limits of a share that hold at every look, however often one looks: all p whose likelihood is at least alpha times that
 * of the Beta mixture (Robbins 1970, Ann Math Stat 41:1397). Null without trials, or unless 0 <= successes <= n.
 */
export function bernoulliConfidenceSequence(input: BernoulliSequenceInput): ConfidenceSequence {
  const { successes, n, alpha = 0.05, priorA = 1, priorB = 1 } = input;
  const isLaw = priorA > 0 && priorB > 0 && priorA + priorB < Infinity && alpha > 0 && alpha < 1;
  if (!isLaw || !(n > 0 && n < Infinity && successes >= 0 && successes <= n)) {
    return { estimate: null, lower: null, upper: null };
  }
  const estimate = successes / n;
  const failures = n - successes;
  const least = alpha * betaBinomialDensity({ a: priorA, b: priorB }, successes, failures);
  if (!Number.isFinite(least)) return { estimate, lower: null, upper: null };
  // The share is given with its complement, so that a limit near 1 loses no digits.
  const above = (p: number, q: number): number => binomialDensity(successes, failures, { p, q }) - least;
  return {
    estimate,
    lower: successes === 0 ? 0 : fallingRoot(estimate, 0, (p) => above(p, 1 - p)),
    upper: failures === 0 ? 1 : 1 - fallingRoot(failures / n, 0, (q) => above(1 - q, q)),
  };
}
