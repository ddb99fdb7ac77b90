/**
 * Point probabilities without cancellation, after Loader, "Fast and accurate computation of binomial probabilities" (2000).
 * Going through ln-gamma would lose 7 digits at counts of some millions; here every term keeps its digits.
 */

/** ln Gamma(z + 1) - ln(sqrt(2 pi z) (z / e)^z), for z > 0: what Stirling's formula leaves over. */
export function stirlingError(z: number): number {
  let shifted = z;
  let error = 0;
  // The series needs a large argument; below it the recurrence of Gamma brings us there.
  while (shifted < 15) {
    error += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const r = 1 / (shifted * shifted);
  return (
    error + (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - (r * 691) / 360360))))) / shifted
  );
}

/** x ln(x / mean) + mean - x, the deviance half of a count, for x > 0 and mean > 0. */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    term *= v * v;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** x^shape e^-x / Gamma(shape + 1): the Poisson probability of `shape` (not only whole numbers) with mean `x`. */
export function poissonDensity(shape: number, x: number): number {
  if (x === 0) return shape === 0 ? 1 : 0;
  if (shape === 0) return Math.exp(-x);
  return Math.exp(-stirlingError(shape) - deviance(shape, x)) / Math.sqrt(2 * Math.PI * shape);
}

/** A probability and its complement, both given so that neither is got by subtraction. */
export interface Split {
  readonly p: number;
  readonly q: number;
}

/** C(x + y, x) p^x q^y; x and y need not be whole. */
export function binomialDensity(x: number, y: number, { p, q }: Split): number {
  const n = x + y;
  if (x === 0) return y === 0 ? 1 : Math.exp(y * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (y === 0) return Math.exp(x * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  if (p === 0 || q === 0) return 0;
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, n * p) - deviance(y, n * q);
  // sqrt(n/x)/sqrt(y) does not overflow where x * y would.
  return (Math.exp(exponent) * Math.sqrt(n / x)) / Math.sqrt(y) / Math.sqrt(2 * Math.PI);
}

/** Its logarithm for p and q above 0, where the probability itself may be too small for a number. */
export function logBinomialDensity(x: number, y: number, { p, q }: Split): number {
  if (x === 0) return y === 0 ? 0 : y * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
  if (y === 0) return x * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  const n = x + y;
  const exponent = stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, n * p) - deviance(y, n * q);
  return exponent + (Math.log(n / x) - Math.log(y) - Math.log(2 * Math.PI)) / 2;
}
