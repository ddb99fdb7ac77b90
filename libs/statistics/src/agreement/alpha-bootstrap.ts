import { multinomialResampler } from '../random/multinomial-draw.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { alphaOfSums } from './alpha.ts';
import type { PairedAnswers } from './alpha.ts';
import { emptySums, sumPatterns } from './pair-table.ts';

export interface AlphaBootstrapOptions {
  /** The same seed gives the same interval: the hash of metric, slice and bucket. */
  readonly seed: string;
  /** Resamples, 2,000 when absent. */
  readonly replicates?: number;
  readonly conf?: number;
}

export interface AlphaBootstrap {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Standard deviation of the resampled alphas. */
  readonly se: number | null;
  /** Share of resamples without variation, so without alpha. Above (1 - conf)/2 the limits could lie anywhere: null. */
  readonly undefinedShare: number | null;
}

const nothing: AlphaBootstrap = { lower: null, upper: null, se: null, undefinedShare: null };

/** Value at rank ceil(q n) of sorted values; the slack keeps 0.025 x 2,000 at 50. */
function atRank(sorted: Float64Array, q: number): number {
  const rank = Math.ceil(q * sorted.length - 1e-9);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] as number;
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Alphas of resampled units, the undefined ones left out, in rising order. */
function resampledAlphas({ table, difference }: PairedAnswers, seed: string, replicates: number): Float64Array {
  const resample = multinomialResampler(seededRandom(seed), table.times);
  const sums = emptySums(table);
  const alphas: number[] = [];
  for (let b = 0; b < replicates; b++) {
    const alpha = alphaOfSums(table, sumPatterns(table, resample(), sums), difference);
    if (alpha !== null) alphas.push(alpha);
  }
  return Float64Array.from(alphas).sort();
}

/**
 * Percentile interval of Krippendorff's alpha from resampled units (Efron 1979). Pattern frequencies are drawn, not
 * units, so a million units cost as much as their patterns. Null without two units or without variation.
 */
export function bootstrapAlpha(paired: PairedAnswers, options: AlphaBootstrapOptions): AlphaBootstrap {
  const { seed, replicates = 2000, conf = 0.95 } = options;
  const units = paired.table.times.reduce((total, times) => total + times, 0);
  if (!(units >= 2 && replicates >= 2 && conf > 0 && conf < 1)) return nothing;
  const alphas = resampledAlphas(paired, seed, replicates);
  const undefinedShare = 1 - alphas.length / replicates;
  const tail = (1 - conf) / 2;
  if (alphas.length < 2 || undefinedShare > tail) return { ...nothing, undefinedShare };
  return { lower: atRank(alphas, tail), upper: atRank(alphas, 1 - tail), se: deviation(alphas), undefinedShare };
}
