import { chi2Sf } from '../distribution/chi-square.ts';
import { fisherExact } from './fisher-exact.ts';
import type { TwoCounts } from './newcombe-diff.ts';

export interface TwoProportionTest {
  /** Pearson's statistic without correction, 1 degree of freedom; null when all or none were counted. */
  readonly chi2: number | null;
  readonly chi2P: number | null;
  /** Two-sided; null for counts that are not whole, such as effective ones. */
  readonly fisherP: number | null;
  /** Of the test that applies: Fisher's where an expected count is below 5 and counts are whole, else chi-square. */
  readonly p: number | null;
  readonly test: 'chi2' | 'fisher' | null;
}

const nothing: TwoProportionTest = { chi2: null, chi2P: null, fisherP: null, p: null, test: null };

function isValid({ x1, n1, x2, n2 }: TwoCounts): boolean {
  return n1 > 0 && n2 > 0 && n1 < Infinity && n2 < Infinity && x1 >= 0 && x2 >= 0 && x1 <= n1 && x2 <= n2;
}

/** Are two independent shares equal? Pearson 1900 and Fisher 1935. Null fields without trials on either side. */
export function twoProportionTest(counts: Omit<TwoCounts, 'conf'>): TwoProportionTest {
  if (!isValid(counts)) return nothing;
  const { x1, n1, x2, n2 } = counts;
  const n = n1 + n2;
  const counted = x1 + x2;
  const rest = n1 - x1 + (n2 - x2);
  const cross = x1 * (n2 - x2) - x2 * (n1 - x1);
  const isSettled = counted === 0 || rest === 0;
  const chi2 = isSettled ? null : ((((cross / n1) * cross) / n2) * (n / counted)) / rest;
  const chi2P = chi2 === null ? null : chi2Sf(chi2, 1);
  const fisherP = fisherExact(counts);
  const smallestExpected = (Math.min(n1, n2) / n) * Math.min(counted, rest);
  if (fisherP !== null && smallestExpected < 5) return { chi2, chi2P, fisherP, p: fisherP, test: 'fisher' };
  return { chi2, chi2P, fisherP, p: chi2P, test: chi2P === null ? null : 'chi2' };
}
