import { sharesOfBoth } from './bins.ts';
import type { TwoHistograms } from './bins.ts';

export interface JensenShannon {
  /** 0 for equal shares, 1 (in base 2) for shares without a common bin. */
  readonly divergence: number | null;
  /** Its root, which is a metric. */
  readonly distance: number | null;
}

export interface JensenShannonInput extends TwoHistograms {
  /** Of the logarithm, 2 when absent. */
  readonly base?: number;
}

/** Mean information by which each side differs from their mixture (Lin 1991, IEEE Trans Inf Theory 37:145). Null without counts on a side. */
export function jensenShannon({ base = 2, ...histograms }: JensenShannonInput): JensenShannon {
  const shares = sharesOfBoth(histograms);
  if (shares === null || !(base > 1)) return { divergence: null, distance: null };
  const { p, q } = shares;
  const part = (share: number, other: number) => (share === 0 ? 0 : share * Math.log(share / ((share + other) / 2)));
  const nats = p.reduce((sum, each, bin) => sum + part(each, q[bin] as number) + part(q[bin] as number, each), 0) / 2;
  // Rounding can leave a hair below 0.
  const divergence = Math.max(0, nats) / Math.log(base);
  return { divergence, distance: Math.sqrt(divergence) };
}
