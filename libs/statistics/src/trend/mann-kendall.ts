import { twoSidedP } from '../distribution/normal.ts';
import { median } from '../sample/moments.ts';

export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  readonly S: number | null;
  readonly varS: number | null;
  /** With continuity correction; 0 where S is 0, so also where all values are equal. */
  readonly z: number | null;
  /** Two-sided. */
  readonly p: number | null;
  /** Null where all values are equal. */
  readonly tauB: number | null;
  /** Median slope between two periods. */
  readonly theilSen: number | null;
}

const nothing: MannKendall = { S: null, varS: null, z: null, p: null, tauB: null, theilSen: null };

/** Sizes of the groups of equal values. */
function groupSizes(y: readonly number[]): readonly number[] {
  const sizes = new Map<number, number>();
  for (const value of y) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()];
}

/**
 * Trend of any series of equally spaced periods by the order of its values (Mann 1945, Econometrica 13:245; Kendall
 * 1975) with the slope of Sen (1968, JASA 63:1379). All null for fewer than two values.
 */
export function mannKendall({ y }: { readonly y: readonly number[] }): MannKendall {
  if (y.length < 2 || !y.every(Number.isFinite)) return nothing;
  const pairs = y.flatMap((later, j) => y.slice(0, j).map((earlier, i) => ({ rise: later - earlier, apart: j - i })));
  const S = pairs.reduce((sum, { rise }) => sum + Math.sign(rise), 0);
  const ties = groupSizes(y);
  const spread = (n: number) => n * (n - 1) * (2 * n + 5);
  const varS = (spread(y.length) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18;
  const tied = ties.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const z = S === 0 ? 0 : (S - Math.sign(S)) / Math.sqrt(varS);
  return {
    S,
    varS,
    z,
    p: twoSidedP(z),
    tauB: varS > 0 ? S / Math.sqrt(pairs.length * (pairs.length - tied)) : null,
    theilSen: median(pairs.map(({ rise, apart }) => rise / apart)),
  };
}
