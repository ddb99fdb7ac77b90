import { reciprocalFraction } from './continued-fraction.ts';
import { binomialDensity } from './saddle-point.ts';
import type { Split } from './saddle-point.ts';

/** x^a y^b / B(a, b), with y = 1 - x. */
export function betaWeight(a: number, b: number, { p: x, q: y }: Split): number {
  return binomialDensity(a, b, { p: x, q: y }) * (a / (a + b)) * b;
}

/**
 * Continued fraction of I_x / weight (DiDonato and Morris 1992, ACM TOMS 18:360), the even part of the classic one.
 * Written with the smaller of x and y where the classic form subtracts nearly equal numbers. Settles fast for x < (a + 1)/(a + b + 2).
 */
function fraction(a: number, b: number, { p: x, q: y }: Split): number {
  const excess = x < y ? a - (a + b) * x : (a + b) * y - b;
  return reciprocalFraction((a / (a + 1)) * (excess + 1), (n) => {
    const end = a + 2 * n - 1;
    const tail = ((a + n) / (end + 2)) * (excess + 1 + n * (1 + y));
    return {
      a: ((a + n - 1) / end) * ((a + b + n - 1) / end) * n * (b - n) * x * x,
      b: n + (n * (b - n) * x) / end + tail,
    };
  });
}

/**
 * I_x(a, b), the regularised incomplete beta function, for a point given as x = p and 1 - x = q.
 * Its complement is I_y(b, a): swap a with b and p with q, so that no tail is got by subtraction. NaN outside a, b > 0.
 */
export function betaTail(a: number, b: number, point: Split): number {
  const { p: x, q: y } = point;
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && y >= 0)) return NaN;
  if (x === 0 || y === 0) return x === 0 ? 0 : 1;
  const weight = betaWeight(a, b, point);
  if (x < (a + 1) / (a + b + 2)) return weight * fraction(a, b, point);
  return 1 - weight * fraction(b, a, { p: y, q: x });
}

/** I_x(a, b): the share of a Beta(a, b) variable below x. Null outside 0 <= x <= 1, a > 0, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number | null {
  const value = betaTail(a, b, { p: x, q: 1 - x });
  return Number.isNaN(value) ? null : value;
}
