import type { Limits } from './ask.ts';
import { student975 } from './student.ts';

/** ratio_of_sums of metrics.md 4.8: the linearised interval, Fieller's where the denominator is uncertain. */
export function ratioLimits(pairs: readonly { readonly x: number; readonly y: number }[]): Limits {
  const n = pairs.length;
  const sum = (of: (pair: { readonly x: number; readonly y: number }) => number): number =>
    pairs.reduce((all, pair) => all + of(pair), 0);
  const [mx, my] = [sum(({ x }) => x) / n, sum(({ y }) => y) / n];
  const t = student975(n - 1);
  const spread = (of: (pair: { readonly x: number; readonly y: number }) => number): number => sum(of) / (n - 1) / n;
  const vx = spread(({ x }) => (x - mx) ** 2);
  const vy = spread(({ y }) => (y - my) ** 2);
  const cxy = spread(({ x, y }) => (x - mx) * (y - my));
  if ((t * t * vx) / mx ** 2 > 0.05) {
    const [a, b, c] = [mx ** 2 - t * t * vx, mx * my - t * t * cxy, my ** 2 - t * t * vy];
    if (a <= 0 || b * b < a * c) return { lower: null, upper: null };
    const root = Math.sqrt(b * b - a * c);
    return { lower: (b - root) / a, upper: (b + root) / a };
  }
  const r = my / mx;
  const se = Math.sqrt(spread(({ x, y }) => (y - r * x) ** 2)) / mx;
  return { lower: r - t * se, upper: r + t * se };
}
