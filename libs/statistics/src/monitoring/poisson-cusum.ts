import { firstPast } from './cusum.ts';

export interface PoissonCusum {
  /** What is taken off each count. */
  readonly k: number | null;
  readonly s: readonly number[];
  /** Place of the first point at or past the limit, from 1; null if none is. */
  readonly firstSignal: number | null;
}

export interface PoissonCusumInput {
  /** One count a period of equal length, in order. */
  readonly counts: readonly number[];
  /** Mean count when all is well, and the greater one that is to be seen. */
  readonly inControl: number;
  readonly outOfControl: number;
  readonly h: number;
}

const nothing: PoissonCusum = { k: null, s: [], firstSignal: null };

/** Cumulative sum of rare counts (Lucas 1985, Technometrics 27:129). Nothing unless 0 < inControl < outOfControl and h > 0. */
export function poissonCusum({ counts, inControl, outOfControl, h }: PoissonCusumInput): PoissonCusum {
  const isSet = inControl > 0 && outOfControl > inControl && outOfControl < Infinity && h > 0;
  if (!isSet || !counts.every((count) => count >= 0 && count < Infinity)) return nothing;
  const k = (outOfControl - inControl) / Math.log(outOfControl / inControl);
  if (!Number.isFinite(k)) return nothing;
  let sum = 0;
  const s = counts.map((count) => (sum = Math.max(0, sum + count - k)));
  return { k, s, firstSignal: firstPast(s, (value) => value >= h) };
}
