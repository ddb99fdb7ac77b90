import { reciprocalFraction } from './continued-fraction.ts';
import { poissonDensity } from './saddle-point.ts';

const maxTerms = 1_000_000;

/** Sum form of P (Abramowitz and Stegun 6.5.29); settles fast for x < shape + 1. */
function series(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 1; j <= maxTerms; j++) {
    term *= x / (shape + j);
    sum += term;
    if (term < sum * 1e-17) return poissonDensity(shape, x) * sum;
  }
  return NaN;
}

/** Continued fraction of Q (Abramowitz and Stegun 6.5.31, even part); settles fast for x > shape + 1. */
function fraction(shape: number, x: number): number {
  const value = reciprocalFraction(x + 1 - shape, (j) => ({ a: -j * (j - shape), b: x + 2 * j + 1 - shape }));
  return poissonDensity(shape, x) * shape * value;
}

function isOutside(shape: number, x: number): boolean {
  return !(shape > 0 && shape < Infinity && x >= 0);
}

/** P(shape, x), the regularised lower incomplete gamma function; NaN outside shape > 0, x >= 0. */
export function lowerGamma(shape: number, x: number): number {
  if (isOutside(shape, x)) return NaN;
  if (x === 0 || x === Infinity) return x === 0 ? 0 : 1;
  return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
}

/** Q(shape, x) = 1 - P, with the far tail computed directly; NaN outside shape > 0, x >= 0. */
export function upperGamma(shape: number, x: number): number {
  if (isOutside(shape, x)) return NaN;
  if (x === 0 || x === Infinity) return x === 0 ? 1 : 0;
  return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x);
}
