import { midRanks } from '../association/mid-ranks.ts';
import { twoSidedP } from '../distribution/normal.ts';

export interface WilcoxonSignedRank {
  /** Sum of the ranks of what rose. */
  readonly v: number | null;
  /** Two-sided, by the normal law with half a rank of continuity. */
  readonly p: number | null;
}

/** Signed ranks of differences; zeros are dropped, ties share their rank (Wilcoxon 1945; Pratt and Gibbons 1981, ch. 3). Null where nothing differs. */
export function wilcoxonSignedRank(differences: readonly number[]): WilcoxonSignedRank {
  const moved = differences.filter((difference) => difference !== 0);
  const n = moved.length;
  if (n === 0 || !moved.every(Number.isFinite)) return { v: null, p: null };
  const { ranks, ties } = midRanks(moved.map(Math.abs));
  const v = ranks.reduce((sum, rank, place) => sum + ((moved[place] ?? 0) > 0 ? rank : 0), 0);
  const tied = ties.reduce((sum, size) => sum + size ** 3 - size, 0);
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tied / 48;
  const away = v - (n * (n + 1)) / 4;
  const corrected = Math.sign(away) * Math.max(0, Math.abs(away) - 0.5);
  return { v, p: twoSidedP(corrected / Math.sqrt(variance)) };
}
