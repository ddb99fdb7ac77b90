import { sharesOfBoth } from './bins.ts';
import type { TwoHistograms } from './bins.ts';

export interface BinnedDistance {
  /** Largest distance of the distribution functions at the edges, 0 to 1. */
  readonly ksBinned: number | null;
  /** Area between the distribution functions (earth mover's distance), in the unit of the edges. */
  readonly wasserstein1: number | null;
}

export interface BinnedDistanceInput extends TwoHistograms {
  /** Rising, one more than bins. */
  readonly edges: readonly number[];
}

/** Area between 0 and a line from one end to the other, split where it crosses 0. */
function areaOfBin(width: number, left: number, right: number): number {
  const ends = Math.abs(left) + Math.abs(right);
  if (ends === 0) return 0;
  return left * right >= 0 ? (width * ends) / 2 : (width * (left * left + right * right)) / (2 * ends);
}

/** Distances of two histograms on the same edges, values spread evenly inside a bin. Null without counts on a side or for edges that do not rise. */
export function binnedDistance({ edges, ...histograms }: BinnedDistanceInput): BinnedDistance {
  const shares = sharesOfBoth(histograms);
  const widths = edges.slice(1).map((edge, bin) => edge - (edges[bin] as number));
  const isRising = widths.every((width) => width > 0 && width < Infinity);
  if (shares === null || widths.length !== shares.p.length || !isRising) return { ksBinned: null, wasserstein1: null };
  let [left, ksBinned, wasserstein1] = [0, 0, 0];
  widths.forEach((width, bin) => {
    // At the last edge both functions are 1, whatever rounding says.
    const isLast = bin === widths.length - 1;
    const right = isLast ? 0 : left + (shares.p[bin] as number) - (shares.q[bin] as number);
    ksBinned = Math.max(ksBinned, Math.abs(right));
    wasserstein1 += areaOfBin(width, left, right);
    left = right;
  });
  return { ksBinned, wasserstein1 };
}
