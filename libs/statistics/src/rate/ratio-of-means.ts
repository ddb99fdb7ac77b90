import { twoSidedZ } from '../distribution/normal.ts';

export interface RatioOfMeans {
  /** First mean over second. */
  readonly ratio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A mean, or a ratio of sums, with its standard error. */
export interface MeanWithError {
  readonly mean: number;
  readonly se: number;
}

const nothing: RatioOfMeans = { ratio: null, lower: null, upper: null };
const isSound = ({ mean, se }: MeanWithError): boolean => mean > 0 && mean < Infinity && se >= 0 && se < Infinity;

/**
 * Ratio of two independent positive means with limits on the log scale by the delta method: the squared relative errors
 * add (Rao 1973, Linear Statistical Inference, 6a.2). All null where a mean is not above 0 or an error is not known.
 */
export function ratioOfMeans({
  first,
  second,
  conf = 0.95,
}: {
  readonly first: MeanWithError;
  readonly second: MeanWithError;
  readonly conf?: number;
}): RatioOfMeans {
  const z = twoSidedZ(conf);
  if (z === null || !isSound(first) || !isSound(second)) return nothing;
  const ratio = first.mean / second.mean;
  const reach = z * Math.hypot(first.se / first.mean, second.se / second.mean);
  const limits = { ratio, lower: ratio * Math.exp(-reach), upper: ratio * Math.exp(reach) };
  return Object.values(limits).every(Number.isFinite) ? limits : nothing;
}
