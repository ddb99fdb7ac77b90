import { betaPoint } from './beta-quantile.ts';
import { betaTail } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** P(T <= x) of Student's t; `df` need not be whole, Infinity is the normal. Null outside df > 0. */
export function tCdf(x: number, df: number): number | null {
  if (!(df > 0) || Number.isNaN(x)) return null;
  if (df === Infinity) return normalCdf(x);
  if (x === -Infinity || x === Infinity) return x < 0 ? 0 : 1;
  // x^2/(df + x^2) as 1/(1 + df/x^2): neither part overflows.
  const share = df / x / x;
  const point = { p: share === Infinity ? 1 : share / (1 + share), q: 1 / (1 + share) };
  if (x < 0) return betaTail(df / 2, 0.5, point) / 2;
  return 0.5 + betaTail(0.5, df / 2, { p: point.q, q: point.p }) / 2;
}

/** By p, then by df: a page asks for the same few levels at the same degrees of freedom thousands of times. */
const known = new Map<number, Map<number, number | null>>();
const mostKnown = { levels: 32, degrees: 4096 } as const;

/** Whatever holds too much starts again: what a page needs is solved anew in a few milliseconds. */
function knownAt(p: number): Map<number, number | null> {
  if (known.size > mostKnown.levels) known.clear();
  const degrees = known.get(p) ?? new Map<number, number | null>();
  if (degrees.size > mostKnown.degrees) degrees.clear();
  known.set(p, degrees);
  return degrees;
}

/** Quantile of Student's t: infinite at 0 and 1; null outside 0 <= p <= 1 and df > 0. */
export function tQuantile(p: number, df: number): number | null {
  if (!(df > 0 && p >= 0 && p <= 1)) return null;
  if (df === Infinity) return normalQuantile(p);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  const degrees = knownAt(p);
  const found = degrees.get(df);
  if (found !== undefined) return found;
  const solved = solveT(p, df);
  degrees.set(df, solved);
  return solved;
}

function solveT(p: number, df: number): number | null {
  // T^2 = df (1 - B)/B with B ~ Beta(df/2, 1/2), and both tails of T together are the lower tail of B.
  const point = betaPoint(2 * Math.min(p, 1 - p), df / 2, 0.5);
  const size = Math.sqrt((df * point.q) / point.p);
  if (Number.isNaN(size)) return null;
  return p < 0.5 ? -size : size;
}
