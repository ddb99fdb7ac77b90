import { betaTail } from './incomplete-beta.ts';
import type { Split } from './saddle-point.ts';

/** P(X <= k) of n trials that count with probability p (q = 1 - p); each tail is computed directly, not as 1 minus the other. */
export function binomialAtMost(k: number, n: number, { p, q }: Split): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaTail(n - k, k + 1, { p: q, q: p });
}

/** P(X >= k) likewise. */
export function binomialAtLeast(k: number, n: number, { p, q }: Split): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaTail(k, n - k + 1, { p, q });
}

/** P(X <= k) of the binomial law with whole n. Null outside n >= 0, 0 <= p <= 1; a fractional k counts as the whole number below. */
export function binomialCdf(k: number, n: number, p: number): number | null {
  if (!(Number.isSafeInteger(n) && n >= 0 && p >= 0 && p <= 1) || Number.isNaN(k)) return null;
  return binomialAtMost(Math.floor(k), n, { p, q: 1 - p });
}
