import type { Change } from '@assay/contract';
import {
  newcombeDiffOfShares,
  normalCdf,
  normalQuantile,
  poissonRateRatio,
  tCdf,
  twoProportionTest,
} from '@assay/statistics';
import { confidence } from './number.ts';
import { wholeShare } from './whole-share.ts';

/** What a number knows of its own certainty, so that two of them can be compared. */
export type Evidence =
  /** A share of so many independent units, null where nothing is known of them; `clusters` where their spread told how many. */
  | { readonly kind: 'share'; readonly effectiveN: number | null; readonly clusters?: number | null }
  /** An estimate with its standard error; null where that is not known. `isShare`: a share of its denominator all the same. */
  | { readonly kind: 'estimate'; readonly standardError: number | null; readonly isShare?: true }
  /** So many events in so many of what they could happen in; none of it says nothing. */
  | { readonly kind: 'events'; readonly count: number; readonly exposure: number }
  /** Labels of a period beside those of a reference: p of their chi-square test and how far label and period go together; null where too few are known. */
  | { readonly kind: 'labels'; readonly p: number | null; readonly association: number | null }
  /** Everything is counted: a difference is one, and no chance stands behind it that could be tested. */
  | { readonly kind: 'exact' };

/** One side of a comparison. */
export interface Side {
  readonly value: number;
  readonly evidence: Evidence;
}

export type Difference = Pick<Change, 'lower' | 'upper' | 'p' | 'verdict'>;

const untested = { lower: null, upper: null, p: null };

/** Interval and p of current minus compared; `no_clear_change` until p is adjusted for all that is looked at together. */
export function differenceOf(current: Side, compared: Side): Difference {
  if (current.evidence.kind === 'exact') return { ...untested, verdict: 'counted' };
  if (current.evidence.kind === 'share' && compared.evidence.kind === 'share') {
    const [n1, n2] = [current.evidence.effectiveN, compared.evidence.effectiveN];
    if (n1 !== null && n2 !== null) {
      const freedom = freedomOf(current.evidence, compared.evidence);
      return ofShares({ p1: current.value, n1, p2: compared.value, n2, conf: confidence }, freedom);
    }
  }
  if (current.evidence.kind === 'estimate' && compared.evidence.kind === 'estimate') {
    const [e1, e2] = [current.evidence.standardError, compared.evidence.standardError];
    if (e1 !== null && e2 !== null) return ofEstimates(current.value - compared.value, Math.hypot(e1, e2));
  }
  if (current.evidence.kind === 'events' && compared.evidence.kind === 'events')
    return ofEvents(current.evidence, compared.evidence);
  return { ...untested, verdict: 'too_little_data' };
}

/**
 * Two rates of events: mid-p of the share of the first in all events (`poisson_rate_ratio`, metrics.md 4.3). Its limits are
 * those of a ratio, so that the difference has none. Without any event on either side they do not differ: p is 1.
 */
function ofEvents(
  current: Extract<Evidence, { kind: 'events' }>,
  compared: Extract<Evidence, { kind: 'events' }>,
): Difference {
  if (current.exposure <= 0 || compared.exposure <= 0) return { ...untested, verdict: 'too_little_data' };
  const { pMid } = poissonRateRatio({
    count1: current.count,
    exposure1: current.exposure,
    count0: compared.count,
    exposure0: compared.exposure,
    conf: confidence,
  });
  return { lower: null, upper: null, p: pMid ?? 1, verdict: 'no_clear_change' };
}

/** Two independent estimates by the normal law of their difference. */
function ofEstimates(difference: number, standardError: number): Difference {
  const reach = (normalQuantile((1 + confidence) / 2) ?? 0) * standardError;
  // Without any spread every difference is one.
  const p =
    standardError > 0 ? 2 * (normalCdf(-Math.abs(difference) / standardError) ?? 0.5) : Number(difference === 0);
  return { lower: difference - reach, upper: difference + reach, p, verdict: 'no_clear_change' };
}

interface Shares {
  readonly p1: number;
  readonly n1: number;
  readonly p2: number;
  readonly n2: number;
  readonly conf: number;
}

/**
 * Two independent shares with their effective sizes: interval after Newcombe (1998b, method 10) on the clustered limits,
 * p of the chi-square test. Cases that both periods share would only make it sharper.
 */
function ofShares(shares: Shares, freedom: number | null): Difference {
  const { lower, upper } = newcombeDiffOfShares(shares);
  return { lower, upper, p: inTails(testOf(shares), freedom), verdict: 'no_clear_change' };
}

type ShareEvidence = Extract<Evidence, { kind: 'share' }>;

/** Degrees of freedom of the spread between clusters, of both sides; null where no side was counted by clusters. */
function freedomOf(...sides: readonly ShareEvidence[]): number | null {
  const counted = sides.flatMap(({ clusters }) => (clusters === undefined || clusters === null ? [] : [clusters - 1]));
  return counted.length === 0 ? null : counted.reduce((sum, each) => sum + each, 0);
}

/**
 * A spread that clusters told is itself uncertain, which shows far out, where a p adjusted for many numbers is looked up:
 * there Student's law holds (Korn and Graubard 1990, Am. Stat. 44:270). Without it up to ten more weekly scorecards of
 * a thousand would call a change where there is none (docs/trust.md).
 */
function inTails(p: number, freedom: number | null): number {
  const z = normalQuantile(p / 2);
  if (freedom === null || freedom < 1 || z === null) return p;
  return 2 * (tCdf(z, freedom) ?? p / 2);
}

/**
 * p of the test that fits (chi-square, Fisher's where an expected count is below 5). Two shares that are both 0 or both
 * 1 do not differ: p is 1.
 */
function testOf({ p1, n1, p2, n2 }: Shares): number {
  const [first, second] = [wholeShare(p1, n1), wholeShare(p2, n2)];
  return twoProportionTest({ x1: first.x, n1: first.n, x2: second.x, n2: second.n }).p ?? 1;
}
