import type { PairedResult } from '@assay/contract';
import type { PairPattern } from './parts.ts';
import { pairedRatio } from '@assay/statistics';
import { confidence } from '../evaluate/number.ts';
import { ratioInterval } from '../evaluate/ratio-interval.ts';

export interface Relative {
  /** Current over compared, less 1; null where nothing was compared, or never. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval: 'paired_ratio' | 'ratio_of_sums' | null;
}

const nothing: Relative = { value: null, lower: null, upper: null, interval: null };
/** Fewer groups say nothing of the spread between them (metrics.md 1.5). */
export const fewestGroups = 5;

const less = (limit: number | null): number | null => (limit === null ? null : limit - 1);

/** Ratio of the means of groups of cases, each group once. */
function ofGroups(patterns: readonly PairPattern[], event: number) {
  const groups = patterns.map(({ groups: times, means }) => ({
    times,
    ...(means[event] ?? { current: 0, compared: 0 }),
  }));
  const sum = (of: (each: (typeof groups)[number]) => number): number =>
    groups.reduce((all, each) => all + each.times * of(each), 0);
  const k = sum(() => 1);
  if (k < fewestGroups) return { lower: null, upper: null };
  return ratioInterval({
    k,
    x: sum(({ compared }) => compared),
    y: sum(({ current }) => current),
    x2: sum(({ compared }) => compared ** 2),
    y2: sum(({ current }) => current ** 2),
    xy: sum(({ current, compared }) => current * compared),
  });
}

/** The relative change of the value (0) or of one of its kinds of rows; limits only where those of the difference are told. */
export function relativeOf(patterns: readonly PairPattern[], event: number, result: PairedResult): Relative {
  const { both, onlyCurrent, onlyCompared, neither, currentValue, comparedValue } = result;
  if (currentValue === null || comparedValue === null || comparedValue === 0) return nothing;
  const value = currentValue / comparedValue - 1;
  if (result.lower === null) return { ...nothing, value };
  if (both === null || onlyCurrent === null || onlyCompared === null || neither === null) {
    const { lower, upper } = ofGroups(patterns, event);
    return { value, lower: less(lower), upper: less(upper), interval: lower === null ? null : 'ratio_of_sums' };
  }
  const counts = { bothEvent: both, onlyFirst: onlyCurrent, onlySecond: onlyCompared, neither };
  const { lower, upper } = pairedRatio({ ...counts, conf: confidence });
  return { value, lower: less(lower), upper: less(upper), interval: lower === null ? null : 'paired_ratio' };
}
