/** More than sums of millions of weights lose to rounding, and less than any sample size means. */
const noise = 1e-9;

/**
 * Kish's effective number of rows, (sum w)^2 / sum w^2: what n is for weighted rows. Equal weights give the number
 * of rows, whatever the weight: within rounding of a whole number it is that number, or 30 rows would miss a minimum
 * of 30. Null without rows. Source: Kish, Survey Sampling (1965).
 */
export function kishN({ sumW, sumW2 }: { readonly sumW: number; readonly sumW2: number }): number | null {
  if (!(sumW > 0 && sumW2 > 0)) return null;
  const n = (sumW / sumW2) * sumW;
  const whole = Math.round(n);
  return Math.abs(n - whole) <= noise * whole ? whole : n;
}
