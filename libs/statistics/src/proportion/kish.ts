/**
 * Kish's effective number of rows, (sum w)^2 / sum w^2: what n is for weighted rows. Equal weights give the number
 * of rows, whatever the weight. Null without rows. Source: Kish, Survey Sampling (1965).
 */
export function kishN({ sumW, sumW2 }: { readonly sumW: number; readonly sumW2: number }): number | null {
  return sumW > 0 && sumW2 > 0 ? (sumW / sumW2) * sumW : null;
}
