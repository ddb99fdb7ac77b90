import { betaTail, betaWeight } from './incomplete-beta.ts';
import type { Split } from './saddle-point.ts';

/** The logit u of x, so that x and 1 - x both keep all their digits. */
function pointAt(u: number): Split {
  return { p: 1 / (1 + Math.exp(-u)), q: 1 / (1 + Math.exp(u)) };
}

/** Beyond these logits x or 1 - x is no longer a double. */
const widest = 745;

/**
 * Root of I_x(a, b) = tail by Newton steps on ln I over the logit of x, kept inside a shrinking bracket. ln I is
 * concave there and a straight line far out, so tiny tails and tiny shapes take few steps.
 */
function solveLowerTail(tail: number, a: number, b: number): Split {
  let low = -widest;
  let high = widest;
  let u = Math.log(a / b);
  for (let step = 0; step < 200; step++) {
    const point = pointAt(u);
    const value = betaTail(a, b, point);
    if (Number.isNaN(value)) return { p: NaN, q: NaN };
    if (value < tail) low = u;
    else high = u;
    const slope = betaWeight(a, b, point) / value;
    let next = u - (Math.log(value) - Math.log(tail)) / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    // Two bits of slack: the last rounding would make the steps hop for ever.
    if (Math.abs(next - u) <= 4e-16 * Math.max(1, Math.abs(next))) return pointAt(next);
    u = next;
  }
  return pointAt(u);
}

/** The point below which a Beta(a, b) variable falls with probability p, as x and 1 - x; NaN outside the domain. */
export function betaPoint(p: number, a: number, b: number): Split {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0 && a < Infinity && b < Infinity)) return { p: NaN, q: NaN };
  if (p === 0 || p === 1) return { p, q: 1 - p };
  if (p <= 0.5) return solveLowerTail(p, a, b);
  const mirrored = solveLowerTail(1 - p, b, a);
  return { p: mirrored.q, q: mirrored.p };
}

/** Quantile of Beta(a, b), by bracketed Newton on the regularised incomplete beta function. Null outside 0 <= p <= 1, a > 0, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number | null {
  const x = betaPoint(p, a, b).p;
  return Number.isNaN(x) ? null : x;
}
