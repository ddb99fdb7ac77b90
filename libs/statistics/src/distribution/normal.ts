import { lowerGamma, upperGamma } from './incomplete-gamma.ts';

/** P(Z <= x) of the standard normal; the lower tail is computed directly, so -38 still has digits. Null for NaN. */
export function normalCdf(x: number): number | null {
  if (Number.isNaN(x)) return null;
  const half = (x * x) / 2;
  return x < 0 ? upperGamma(0.5, half) / 2 : 0.5 + lowerGamma(0.5, half) / 2;
}

/** Abramowitz and Stegun 26.2.23: the point of an upper tail, right to 4.5e-4. */
function roughUpperPoint(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  return t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/** P(Z > x) - tail, from the middle outwards where the tail is wide, so that p near 0.5 keeps its digits. */
function excessAbove(x: number, tail: number): number {
  const half = (x * x) / 2;
  if (tail < 0.2) return upperGamma(0.5, half) / 2 - tail;
  return 0.5 - tail - (Math.sign(x) * lowerGamma(0.5, half)) / 2;
}

/** Halley's steps on the tail treble the right digits each time: from a start right to 3 digits, 3 steps do. */
function upperPoint(tail: number): number {
  let x = roughUpperPoint(tail);
  for (let step = 0; step < 8; step++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const ratio = excessAbove(x, tail) / density;
    const change = ratio / (1 - (x * ratio) / 2);
    x += change;
    if (Math.abs(change) <= 1e-15 * Math.abs(x)) break;
  }
  return x;
}

/** Quantile of the standard normal: infinite at 0 and 1, null outside. */
export function normalQuantile(p: number): number | null {
  if (!(p >= 0 && p <= 1)) return null;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperPoint(p) : upperPoint(1 - p);
}

/** Thousands of intervals of a page have a handful of levels between them. */
const zOfLevel = new Map<number, number>();
const levelsRemembered = 64;

/** The z of a two-sided interval at level `conf` (1.96 at 0.95); null outside 0 < conf < 1. */
export function twoSidedZ(conf: number): number | null {
  if (!(conf > 0 && conf < 1)) return null;
  const known = zOfLevel.get(conf);
  if (known !== undefined) return known;
  // Through the tail (1 - conf)/2, which is exact for the levels people use.
  const z = upperPoint((1 - conf) / 2);
  if (zOfLevel.size >= levelsRemembered) zOfLevel.clear();
  zOfLevel.set(conf, z);
  return z;
}

/** P(|Z| > |z|), both tails computed directly: the two-sided p of a normal statistic. */
export function twoSidedP(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}
