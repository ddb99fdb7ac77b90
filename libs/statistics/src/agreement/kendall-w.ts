import { midRanks } from '../association/mid-ranks.ts';
import { total } from '../sample/moments.ts';

export interface KendallW {
  /** 1 where all rank alike, 0 where ranks cancel out; null without two raters and two items, or a gap. */
  readonly w: number | null;
  /** The same with the range that ties leave: null where a rater gave one rank to all. */
  readonly wCorrected: number | null;
}

const nothing: KendallW = { w: null, wCorrected: null };

/** How far raters rank items alike (Kendall and Babington Smith 1939, Ann Math Stat 10:275). A row a rater, a place an item. */
export function kendallW({ raters }: { readonly raters: readonly (readonly number[])[] }): KendallW {
  const m = raters.length;
  const n = raters[0]?.length ?? 0;
  const isWhole = raters.every((row) => row.length === n && row.every(Number.isFinite));
  if (m < 2 || n < 2 || !isWhole) return nothing;
  const ranked = raters.map((row) => midRanks(row));
  const sums = Array.from({ length: n }, (_, item) => total(ranked.map(({ ranks }) => ranks[item] ?? 0)));
  const mean = total(sums) / n;
  const spread = total(sums.map((sum) => (sum - mean) ** 2));
  const most = m ** 2 * (n ** 3 - n);
  const left = most - m * total(ranked.flatMap(({ ties }) => ties.map((run) => run ** 3 - run)));
  return { w: (12 * spread) / most, wCorrected: left > 0 ? (12 * spread) / left : null };
}
