import type { ControlChart } from './shewhart.ts';
import { controlChart, noChart } from './shewhart.ts';

export interface UChartInput {
  /** One entry a period, in order. */
  readonly counts: readonly number[];
  readonly exposure: readonly number[];
}

/** Chart of a count per exposure by period. Nothing without periods, or unless counts are 0 or more and exposures above 0. */
export function uChart({ counts, exposure }: UChartInput): ControlChart {
  const isCounted = exposure.every(
    (e, place) => e > 0 && (counts[place] ?? NaN) >= 0 && (counts[place] ?? NaN) < Infinity,
  );
  const all = exposure.reduce((sum, e) => sum + e, 0);
  if (exposure.length === 0 || exposure.length !== counts.length || !isCounted || !(all < Infinity)) return noChart;
  const center = counts.reduce((sum, count) => sum + count, 0) / all;
  const sigmas = exposure.map((e) => Math.sqrt(center / e));
  const values = exposure.map((e, place) => (counts[place] ?? 0) / e);
  if (![center, ...sigmas, ...values].every(Number.isFinite)) return noChart;
  return controlChart({ center, values, sigmas, most: Infinity });
}
