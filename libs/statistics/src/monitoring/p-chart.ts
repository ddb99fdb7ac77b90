import type { ControlChart } from './shewhart.ts';
import { controlChart, noChart } from './shewhart.ts';

export interface PChartInput {
  /** One entry a period, in order. */
  readonly defects: readonly number[];
  readonly sizes: readonly number[];
}

/** Chart of a share by period. Nothing without periods, or unless 0 <= defects <= size and size > 0 in each. */
export function pChart({ defects, sizes }: PChartInput): ControlChart {
  const isCounted = sizes.every((n, place) => n > 0 && (defects[place] ?? NaN) >= 0 && (defects[place] ?? NaN) <= n);
  const all = sizes.reduce((sum, n) => sum + n, 0);
  if (sizes.length === 0 || sizes.length !== defects.length || !isCounted || !(all < Infinity)) return noChart;
  const center = defects.reduce((sum, count) => sum + count, 0) / all;
  const sigmas = sizes.map((n) => Math.sqrt(Math.max(0, center * (1 - center)) / n));
  return controlChart({ center, values: sizes.map((n, place) => (defects[place] ?? 0) / n), sigmas, most: 1 });
}
