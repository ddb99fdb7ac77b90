import { binomialAtMost } from '../distribution/binomial.ts';
import { chi2Sf } from '../distribution/chi-square.ts';
import { binomialDensity } from '../distribution/saddle-point.ts';

export interface McNemar {
  readonly exactP: number | null;
  /** The p to decide by: exact p counts what was seen whole, this one half. */
  readonly midP: number | null;
  /** Without continuity correction; null without a pair that differs. */
  readonly chi2: number | null;
  readonly chi2P: number | null;
}

export interface DiscordantPairs {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

const even = { p: 0.5, q: 0.5 };

/** Whether both are whole counts. */
export const areCounts = ({ onlyFirst, onlySecond }: DiscordantPairs): boolean =>
  [onlyFirst, onlySecond, onlyFirst + onlySecond].every((count) => Number.isSafeInteger(count) && count >= 0);

/**
 * Test of two candidates on the same cases by the pairs that differ (McNemar 1947, Psychometrika 12:153; mid-p after
 * Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91). Without such a pair p is 1; all null unless counts are whole.
 */
export function mcnemar({ onlyFirst, onlySecond }: DiscordantPairs): McNemar {
  if (!areCounts({ onlyFirst, onlySecond })) return { exactP: null, midP: null, chi2: null, chi2P: null };
  const n = onlyFirst + onlySecond;
  if (n === 0) return { exactP: 1, midP: 1, chi2: null, chi2P: null };
  const least = Math.min(onlyFirst, onlySecond);
  const tail = 2 * binomialAtMost(least, n, even);
  const seen = binomialDensity(least, n - least, even);
  const chi2 = (onlyFirst - onlySecond) ** 2 / n;
  return {
    exactP: Math.min(1, tail),
    midP: onlyFirst === onlySecond ? 1 - seen : tail - seen,
    chi2,
    chi2P: chi2Sf(chi2, 1),
  };
}
