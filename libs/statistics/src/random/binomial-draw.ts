import { stirlingError } from '../distribution/saddle-point.ts';
import type { Random } from './seeded-random.ts';

const smallFactorials = new Float64Array(256);
for (let x = 1; x < smallFactorials.length; x++) smallFactorials[x] = (smallFactorials[x - 1] as number) + Math.log(x);

/** ln x!, right to a billionth even at counts of millions: enough to accept or reject a draw, and fast. */
function logFactorial(x: number): number {
  if (x < smallFactorials.length) return smallFactorials[x] as number;
  return (x + 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + stirlingError(x);
}

/** Walks up from 0 until the random number is used up; n p steps on average. */
function byInversion(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  let left = random();
  let probability = none;
  let x = 0;
  while (left > probability) {
    left -= probability;
    x += 1;
    // Rounding can leave a little over after the last outcome.
    if (x > n) return n;
    probability *= ((n + 1) / x - 1) * odds;
  }
  return x;
}

/** ln of how much likelier the most likely outcome is than x. */
function belowMode(x: number, n: number, p: number): number {
  const mode = Math.floor((n + 1) * p);
  const ways = logFactorial(x) - logFactorial(mode) + (logFactorial(n - x) - logFactorial(n - mode));
  return ways + (mode - x) * Math.log(p / (1 - p));
}

/** Transformed rejection with squeeze, BTRS (Hormann 1993, J Stat Comput Simul 46:101); for p <= 0.5 and n p >= 10. */
function byRejection(random: Random, n: number, p: number): number {
  const sd = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * sd;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const squeeze = 0.92 - 4.2 / b;
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const x = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    if (us >= 0.07 && v <= squeeze) return x;
    if (x < 0 || x > n) continue;
    const height = (v * (2.83 + 5.1 / b) * sd) / (a / (us * us) + b);
    if (Math.log(height) <= -belowMode(x, n, p)) return x;
  }
}

/** How many of n trials count when each does with probability p. */
export function binomialDraw(random: Random, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  return n * p < 10 ? byInversion(random, n, p) : byRejection(random, n, p);
}
