/** Cases that two candidates were both tried on, by who passed; may be fractional, as weighted counts are. */
export interface PairedCounts {
  readonly bothPass: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothFail: number;
  /** Level of the interval, 0.95 when absent. */
  readonly conf?: number;
}

/** Number of pairs; null unless all counts are finite, none is below 0 and one is above it. */
export function pairsOf({ bothPass, onlyFirst, onlySecond, bothFail }: PairedCounts): number | null {
  const counts = [bothPass, onlyFirst, onlySecond, bothFail];
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  return counts.every((count) => count >= 0) && pairs > 0 && pairs < Infinity ? pairs : null;
}
