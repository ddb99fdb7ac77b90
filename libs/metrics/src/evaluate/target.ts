import type { Estimate, GoodDirection, IntervalEstimate, Target, Verdict } from '@assay/contract';

/** Targets as content: which one is in force for a metric, a slice and a period. */
export interface TargetLookup {
  find(question: {
    readonly metric: string;
    readonly by: Readonly<Record<string, string | null>>;
    readonly periodEnd: string;
  }): Target | null;
  /** All that may be found of a metric by numbers of one value of some dimensions, whatever their periods. */
  among(question: { readonly metric: string; readonly dimensions: readonly string[] }): readonly Target[];
}

/**
 * Whole interval on the good side: met. Whole interval on the bad side: missed. Else unproven. A band is judged on both
 * of its edges; a lower edge of 0 cannot be missed.
 */
export function judge(estimate: IntervalEstimate, target: Target | null): Verdict {
  const { lower, upper } = estimate;
  if (!target || lower === null || upper === null) return 'not_judged';
  if (target.lower === null && target.upper === null) return 'not_judged';
  const floor = target.lower ?? Number.NEGATIVE_INFINITY;
  const ceiling = target.upper ?? Number.POSITIVE_INFINITY;
  if (lower >= floor && upper <= ceiling) return 'met';
  if (upper < floor || lower > ceiling) return 'missed';
  return 'unproven';
}

/** A period that is not whole and a value that is not shown are never judged. */
export function verdictOf(estimate: Pick<Estimate, 'partial' | 'target' | keyof IntervalEstimate>): Verdict {
  return estimate.partial ? 'not_judged' : judge(estimate, estimate.target);
}

export function isWorse(
  difference: number,
  metric: { readonly good: GoodDirection; readonly worse: 'up' | 'down' },
): boolean {
  return metric.worse === 'up' ? difference > 0 : difference < 0;
}
