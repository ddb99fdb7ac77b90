export interface ItemEntropy {
  readonly entropyBits: number | null;
  /** Over log2 of the number of categories; null for one category. */
  readonly normalised: number | null;
  /** Share of answers that are not the most frequent one. */
  readonly minorityShare: number | null;
}

/** How far the answers to one item are apart (Shannon 1948). `counts` holds every category of the scale, also those that nobody chose. Null without answers. */
export function itemEntropy({ counts }: { readonly counts: readonly number[] }): ItemEntropy {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const isCounted = counts.every((count) => count >= 0) && n > 0 && n < Infinity;
  if (!isCounted) return { entropyBits: null, normalised: null, minorityShare: null };
  const shares = counts.map((count) => count / n);
  const entropyBits = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
  return {
    entropyBits,
    normalised: counts.length > 1 ? Math.min(1, entropyBits / Math.log2(counts.length)) : null,
    minorityShare: 1 - Math.max(...shares),
  };
}
