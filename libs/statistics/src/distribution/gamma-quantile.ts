import { lowerGamma, upperGamma } from './incomplete-gamma.ts';
import { normalQuantile } from './normal.ts';
import { poissonDensity } from './saddle-point.ts';

/** Beyond these logarithms x is no longer a double. */
const lowest = -745;
const highest = 709;

/** Logarithm of the Wilson-Hilferty point (1931), or of the small-x form of P where that one is not positive. */
function start(tail: number, shape: number, side: 1 | -1): number {
  const z = -side * (normalQuantile(tail) ?? 0);
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const guess = root > 0 ? Math.log(shape) + 3 * Math.log(root) : Math.log(side === 1 ? shape : tail) / shape;
  return Math.min(highest, Math.max(lowest, guess));
}

/**
 * Point with `tail` above it (side 1) or below it (side -1): Newton steps on the logarithm of the tail over ln x, kept
 * inside a shrinking bracket.
 */
function solve(tail: number, shape: number, side: 1 | -1): number {
  let low = lowest;
  let high = highest;
  let u = start(tail, shape, side);
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(u);
    const value = side === 1 ? upperGamma(shape, x) : lowerGamma(shape, x);
    if (Number.isNaN(value)) return NaN;
    if (value < tail === (side === -1)) low = u;
    else high = u;
    const slope = (-side * shape * poissonDensity(shape, x)) / value;
    let next = u - (Math.log(value) - Math.log(tail)) / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - u) <= 4e-16 * Math.max(1, Math.abs(next))) return Math.exp(next);
    u = next;
  }
  return Math.exp(u);
}

/**
 * The point that leaves `tail` above it (`upper`) or below it (`lower`) in the Gamma law with this shape and scale 1.
 * A small tail keeps its digits, which 1 - tail would not. NaN outside 0 <= tail <= 1 and shape > 0.
 */
export function gammaPoint(tail: number, shape: number, side: 'lower' | 'upper'): number {
  if (!(tail >= 0 && tail <= 1 && shape > 0 && shape < Infinity)) return NaN;
  if (tail === 0 || tail === 1) return (tail === 0) === (side === 'lower') ? 0 : Infinity;
  const sign = side === 'upper' ? 1 : -1;
  return tail <= 0.5 ? solve(tail, shape, sign) : solve(1 - tail, shape, sign === 1 ? -1 : 1);
}

/** Quantile of the Gamma law with this shape and scale 1: 0 and Infinity at the ends. Null outside 0 <= p <= 1 and shape > 0. */
export function gammaQuantile(p: number, shape: number): number | null {
  const x = gammaPoint(p, shape, 'lower');
  return Number.isNaN(x) ? null : x;
}
