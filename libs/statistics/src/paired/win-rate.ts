import { binomialTest } from '../comparison/binomial-test.ts';
import { twoSidedZ } from '../distribution/normal.ts';

export interface WinRate {
  /** A tie is half a win. */
  readonly winRate: number | null;
  /** Null for one comparison. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of the pairs that were decided, against a coin; 1 where none was. Null unless counts are whole. */
  readonly signTestP: number | null;
}

export interface WinRateInput {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  readonly conf?: number;
}

const nothing: WinRate = { winRate: null, se: null, lower: null, upper: null, signTestP: null };

/** Share of pairwise comparisons that were won, with its normal interval, and the sign test (Dixon and Mood 1946, JASA 41:557). Null without comparisons. */
export function winRate({ wins, losses, ties, conf = 0.95 }: WinRateInput): WinRate {
  const n = wins + losses + ties;
  if (![wins, losses, ties].every((count) => count >= 0) || !(n > 0 && n < Infinity)) return nothing;
  const rate = (wins + ties / 2) / n;
  const decided = wins + losses;
  const signTestP = decided === 0 ? 1 : binomialTest({ successes: wins, n: decided, p0: 0.5 }).pTwoSided;
  if (!(n > 1)) return { ...nothing, winRate: rate, signTestP };
  const squares = wins * (1 - rate) ** 2 + losses * rate ** 2 + ties * (0.5 - rate) ** 2;
  const se = Math.sqrt(squares / n / (n - 1));
  const z = twoSidedZ(conf);
  if (z === null) return { ...nothing, winRate: rate, se, signTestP };
  return { winRate: rate, se, lower: Math.max(0, rate - z * se), upper: Math.min(1, rate + z * se), signTestP };
}
