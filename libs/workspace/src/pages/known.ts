import type { MetricCard } from '@assay/contract';

/** What a page may name; the catalogue's cards are such. */
export type KnownMetric = Pick<MetricCard, 'id' | 'parts' | 'unit'> & {
  readonly dimensions: readonly { readonly id: string }[];
};

export function dimensionsOf(known: readonly KnownMetric[]): readonly string[] {
  return [...new Set(known.flatMap(({ dimensions }) => dimensions.map(({ id }) => id)))];
}
