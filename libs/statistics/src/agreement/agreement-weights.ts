/** How much two different categories agree: not at all, by their distance, or by its square. */
export type AgreementWeighting = 'identity' | 'linear' | 'quadratic' | 'ordinal';

const pairsAmong = (count: number) => (count * (count - 1)) / 2;

/**
 * Agreement of category i with j, 1 on the diagonal (Cohen 1968; Gwet 2014). Linear and quadratic run over the values,
 * scaled by their range; ordinal over the number of ranks between.
 */
export function agreementWeights(weighting: AgreementWeighting, values: readonly number[]): readonly number[][] {
  const range = Math.max(...values) - Math.min(...values);
  const q = values.length;
  const weight = (i: number, j: number): number => {
    if (i === j) return 1;
    const distance = Math.abs((values[i] as number) - (values[j] as number)) / range;
    switch (weighting) {
      case 'identity':
        return 0;
      case 'linear':
        return 1 - distance;
      case 'quadratic':
        return 1 - distance * distance;
      case 'ordinal':
        return 1 - pairsAmong(Math.abs(i - j) + 1) / pairsAmong(q);
    }
  };
  return values.map((_, i) => values.map((__, j) => weight(i, j)));
}
