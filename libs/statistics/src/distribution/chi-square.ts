import { upperGamma } from './incomplete-gamma.ts';

/** P(X > x) of the chi-square distribution, the tail computed directly. Null outside x >= 0, df > 0. */
export function chi2Sf(x: number, df: number): number | null {
  const value = upperGamma(df / 2, x / 2);
  return Number.isNaN(value) ? null : value;
}
