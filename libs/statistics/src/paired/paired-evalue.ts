import { logBinomialDensity } from '../distribution/saddle-point.ts';
import { areCounts } from './mcnemar.ts';
import type { DiscordantPairs } from './mcnemar.ts';

export interface PairedEvalue {
  readonly logE: number | null;
  /** Evidence against "both are equally good": bets on the pairs that differ, of a gambler who leaves all shares open. */
  readonly e: number | null;
  /** min(1, 1/e); with the greatest e so far it holds at every look. */
  readonly anytimeP: number | null;
}

/**
 * e-value of a paired comparison, B(b + 1, c + 1) 2^(b + c): the uniform mixture of Robbins 1970 (Ann Math Stat 41:1397),
 * valid at every look by Ville's inequality. All null unless counts are whole.
 */
export function pairedEvalue({ onlyFirst, onlySecond }: DiscordantPairs): PairedEvalue {
  if (!areCounts({ onlyFirst, onlySecond })) return { logE: null, e: null, anytimeP: null };
  // B(b + 1, c + 1) is one over (n + 1) C(n, b).
  const density = logBinomialDensity(onlyFirst, onlySecond, { p: 0.5, q: 0.5 });
  const logE = -density - Math.log1p(onlyFirst + onlySecond);
  return { logE, e: Math.exp(logE), anytimeP: Math.min(1, Math.exp(-logE)) };
}
