import type { Bounds, IntervalEstimate, Unit } from '@assay/contract';
import type { Scale } from '@assay/statistics';
import { confidenceBelow } from '@assay/statistics';

/** Units of rates and ratios, by where they may lie; a count, a coefficient and a median have no chance of their own. */
const scales: Readonly<Record<Unit, Scale | null>> = {
  percent: 'share',
  per_million_sessions: 'positive',
  per_quarter: 'positive',
  per_thousand_outputs: 'share',
  // Limits of a mean, or of a ratio of sums, lie as far below it as above.
  of_five: 'any',
  percent_of_counts: 'any',
  points_per_thousand: 'any',
  money_per_item: 'any',
  ...{ items: null, coefficient: null, psi: null, incidents: null, issues: null, money: null },
  ...{ per_annotator_day: null, hours: null, days: null, business_days: null, times: null },
};

/** How much of the confidence in a number lies within bounds: `lower` and `upper` of null are open. */
export function chanceWithin(number: IntervalEstimate, bounds: Bounds, scale: Scale): number | null {
  const { value, lower, upper } = number;
  if (value === null || lower === null || upper === null) return null;
  if (bounds.lower === null && bounds.upper === null) return null;
  const below = (bound: number) => confidenceBelow({ value, lower, upper, scale, bound });
  const upTo = bounds.upper === null ? 1 : below(bounds.upper);
  const under = bounds.lower === null ? 0 : below(bounds.lower);
  return upTo === null || under === null ? null : Math.max(0, upTo - under);
}

/** The chance that a rate or ratio meets the bounds of its target; null of anything else. */
export function chanceMet(number: IntervalEstimate, { target, unit }: { target: Bounds | null; unit: Unit }) {
  const scale = scales[unit];
  return target === null || scale === null ? null : chanceWithin(number, target, scale);
}
