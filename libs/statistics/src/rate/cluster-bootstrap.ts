import { seededRandom } from '../random/seeded-random.ts';
import type { RatioArrays } from './ratio-of-sums.ts';
import { total } from '../sample/moments.ts';

export interface ClusterBootstrap {
  /** Ratio of the sums as they are. */
  readonly estimate: number | null;
  /** Over the resampled ratios. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Percentiles. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface ClusterBootstrapInput extends RatioArrays {
  /** Same seed, same limits; the hash of a query. */
  readonly seed: string;
  /** 2,000 when absent, for screens; exports take 10,000. */
  readonly replicates?: number;
}

const nothing: ClusterBootstrap = { estimate: null, mean: null, sd: null, lower: null, upper: null };
const mostDraws = 1e8;

/** Ratios of resampled clusters, sorted; null where one has no denominator. */
function resampled({ numerator, denominator, seed }: ClusterBootstrapInput, replicates: number): Float64Array | null {
  const random = seededRandom(seed);
  const ratios = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let [up, down] = [0, 0];
    for (let draw = 0; draw < numerator.length; draw += 1) {
      const cluster = Math.floor(random() * numerator.length);
      up += numerator[cluster] ?? 0;
      down += denominator[cluster] ?? 0;
    }
    if (!(down > 0)) return null;
    ratios[replicate] = up / down;
  }
  return ratios.sort();
}

/**
 * Ratio of two totals with limits from clusters drawn again with replacement (Efron and Tibshirani 1993, ch. 13; percentiles are
 * the order statistics ceil(qB)). Null for fewer than two clusters, where a cluster is below 0, or a draw has no denominator.
 */
export function clusterBootstrap(input: ClusterBootstrapInput): ClusterBootstrap {
  const { numerator, denominator, conf = 0.95, replicates = 2000 } = input;
  const k = numerator.length;
  const isSound = denominator.every((x) => x >= 0 && x < Infinity) && numerator.every(Number.isFinite);
  if (k === 0 || k !== denominator.length || !isSound || !(total(denominator) > 0)) return nothing;
  const estimate = total(numerator) / total(denominator);
  if (!Number.isFinite(estimate)) return nothing;
  const isSet = Number.isSafeInteger(replicates) && replicates > 1 && replicates * k <= mostDraws;
  const ratios = k > 1 && isSet ? resampled(input, replicates) : null;
  if (ratios === null || !(conf > 0 && conf < 1)) return { ...nothing, estimate };
  const mean = ratios.reduce((sum, ratio) => sum + ratio / replicates, 0);
  const sd = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (replicates - 1));
  const at = (share: number): number | null => ratios[Math.max(0, Math.ceil(share * replicates) - 1)] ?? null;
  if (!Number.isFinite(mean) || !Number.isFinite(sd)) return { ...nothing, estimate };
  return { estimate, mean, sd, lower: at((1 - conf) / 2), upper: at(1 - (1 - conf) / 2) };
}
