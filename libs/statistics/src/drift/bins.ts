/** Counts of the same bins or categories, in the same order, in the reference period and now. */
export interface TwoHistograms {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
}

interface TwoShares {
  /** Shares of the reference, adding to 1. */
  readonly p: readonly number[];
  /** Shares now. */
  readonly q: readonly number[];
  /** Counts in all. */
  readonly n: number;
  readonly m: number;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

export function sharesOf(counts: readonly number[]): readonly number[] {
  const sum = total(counts);
  return counts.map((count) => count / sum);
}

/** Both as shares; null unless both have as many bins, no count below 0, and something in them. */
export function sharesOfBoth({ baseline, current }: TwoHistograms): TwoShares | null {
  const n = total(baseline);
  const m = total(current);
  const isCounted = [...baseline, ...current].every((count) => count >= 0);
  if (!(baseline.length === current.length && isCounted && n > 0 && m > 0 && n < Infinity && m < Infinity)) return null;
  return { p: sharesOf(baseline), q: sharesOf(current), n, m };
}
