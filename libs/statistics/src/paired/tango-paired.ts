import { fallingRoot } from '../distribution/bisect.ts';
import { twoSidedZ } from '../distribution/normal.ts';
import { pairsOf } from './paired-counts.ts';
import type { Difference } from '../comparison/newcombe-diff.ts';
import type { PairedCounts } from './paired-counts.ts';

/** The score at a difference: 0 at the one that was seen, falling; infinite where the difference leaves no spread. */
function score({ onlyFirst: b, onlySecond: c }: PairedCounts, n: number, at: number): number {
  const linear = -b - c + (2 * n - b + c) * at;
  const constant = -c * at * (1 - at);
  const discordant = (Math.sqrt(Math.max(0, linear * linear - 8 * n * constant)) - linear) / (4 * n);
  const spread = n * (2 * discordant + at * (1 - at));
  const distance = b - c - n * at;
  return spread > 0 ? distance / Math.sqrt(spread) : Math.sign(distance) * Infinity;
}

/**
 * Difference of two shares over the same cases with Tango's score interval (Tango 1998, Stat Med 17:891), a check on
 * Newcombe's. Null without pairs; null limits for a level outside (0, 1).
 */
export function tangoPaired(counts: PairedCounts): Difference {
  const n = pairsOf(counts);
  if (n === null) return { diff: null, lower: null, upper: null };
  const diff = (counts.onlyFirst - counts.onlySecond) / n;
  const z = twoSidedZ(counts.conf ?? 0.95);
  if (z === null) return { diff, lower: null, upper: null };
  return {
    diff,
    lower: diff === -1 ? -1 : fallingRoot(-1, diff, (at) => score(counts, n, at) - z),
    upper: diff === 1 ? 1 : fallingRoot(diff, 1, (at) => score(counts, n, at) + z),
  };
}
