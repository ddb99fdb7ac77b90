/** Terms of a series that falls this fast are below rounding after a few; 40 is more than any lambda needs. */
function sumTerms(term: (j: number) => number): number {
  let sum = 0;
  for (let j = 1; j <= 40; j++) sum += term(j);
  return sum;
}

/**
 * P(K > lambda) of Kolmogorov's law, the limit of the two-sample statistic D sqrt(nm/(n+m)) (Kolmogorov 1933; Smirnov
 * 1948). Below 0.5 the theta-transformed series, which settles there. Null for NaN; 1 from 0 down.
 */
export function kolmogorovSf(lambda: number): number | null {
  if (Number.isNaN(lambda)) return null;
  // Below 0.03 the rest is less than the smallest double.
  if (lambda < 0.03) return 1;
  if (lambda < 0.5) {
    const scale = Math.PI ** 2 / (8 * lambda * lambda);
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * sumTerms((j) => Math.exp(-((2 * j - 1) ** 2) * scale));
  }
  return Math.min(1, 2 * sumTerms((j) => (j % 2 === 1 ? 1 : -1) * Math.exp(-2 * j * j * lambda * lambda)));
}
