import { twoSidedZ } from '../distribution/normal.ts';
import { pairsOf } from './paired-counts.ts';

export interface PairedRatio {
  /** Share of the first over share of the second; null where the second has none. */
  readonly ratio: number | null;
  /** Of the ratio's logarithm; null where the first has none. */
  readonly seLog: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface PairedRatioInput {
  readonly bothEvent: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
  readonly conf?: number;
}

const nothing: PairedRatio = { ratio: null, seLog: null, lower: null, upper: null };

/** Ratio of two shares over the same cases, limits on the log scale (Desu and Raghavarao 2004, Nonparametric Statistical Methods, 5.3). */
export function pairedRatio({ bothEvent, onlyFirst, onlySecond, neither, conf = 0.95 }: PairedRatioInput): PairedRatio {
  const [one, two] = [bothEvent + onlyFirst, bothEvent + onlySecond];
  const n = pairsOf({ bothPass: bothEvent, onlyFirst, onlySecond, bothFail: neither });
  if (n === null || !(two > 0)) return nothing;
  const ratio = one / two;
  if (!(one > 0)) return { ...nothing, ratio };
  const seLog = Math.sqrt((onlyFirst + onlySecond) / one / two);
  const z = twoSidedZ(conf);
  if (z === null) return { ...nothing, ratio, seLog };
  return { ratio, seLog, lower: ratio * Math.exp(-z * seLog), upper: ratio * Math.exp(z * seLog) };
}
