import type { Change, ChangeVerdict, DayRange } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import { pAdjust } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { differenceOf } from './evidence.ts';
import { confidence } from './number.ts';
import { isWorse } from './target.ts';

/** A change before the other changes of the same answer are known. */
export interface RawChange {
  readonly change: Change;
  readonly metric: MetricDefinition;
}

const alpha = 1 - confidence;

/** What is known of a number that another shares days with: they are not two, so that no difference is one. */
export function sharedChange(metric: MetricDefinition, compared: Evaluated): RawChange {
  const { value, n, range } = compared.estimate;
  const known = { comparedValue: value, comparedN: n, comparedRange: range };
  const untested = { difference: null, lower: null, upper: null, p: null, pAdjusted: null };
  return { metric, change: { ...known, ...untested, verdict: 'too_little_data' } };
}

/** Current minus compared, tested by what both know of their own certainty. */
export function changeOf(
  metric: MetricDefinition,
  { current, compared }: { readonly current: Evaluated; readonly compared: Evaluated },
): RawChange {
  const range: DayRange | null = compared.estimate.range;
  const known = {
    comparedValue: compared.estimate.value,
    comparedN: compared.estimate.n,
    comparedRange: range,
    pAdjusted: null,
  };
  const untested = { lower: null, upper: null, p: null, verdict: 'too_little_data' as ChangeVerdict };
  const { value } = current.estimate;
  const before = compared.estimate.value;
  if (value === null || before === null) return { metric, change: { ...known, difference: null, ...untested } };
  const difference = value - before;
  const { fullFrom } = minimums[metric.minimum];
  const isShort = [current, compared].some(
    ({ estimate, evidence }) => evidence.kind === 'share' && estimate.n < fullFrom,
  );
  if (isShort) return { metric, change: { ...known, difference, ...untested } };
  const sides = [
    { value, evidence: current.evidence },
    { value: before, evidence: compared.evidence },
  ] as const;
  return { metric, change: { ...known, difference, ...differenceOf(...sides) } };
}

function verdictOf({ metric, change }: RawChange, pAdjusted: number): ChangeVerdict {
  if (change.difference === null || pAdjusted >= alpha || change.difference === 0) return 'no_clear_change';
  if (metric.good === 'none') return 'changed';
  return isWorse(change.difference, metric) ? 'worse' : 'better';
}

/**
 * Adjusts the p values of all changes of one answer together (Holm 1979), so that looking at many numbers does not make
 * one of them "change" by chance. Same order as given.
 */
export function adjustTogether(changes: readonly RawChange[]): readonly Change[] {
  const tested = changes.flatMap(({ change }) => (change.p === null ? [] : [change.p]));
  const { holm } = pAdjust({ p: tested });
  let next = 0;
  return changes.map((raw) => {
    if (raw.change.p === null) return raw.change;
    const pAdjusted = holm[next] ?? raw.change.p;
    next += 1;
    return { ...raw.change, pAdjusted, verdict: verdictOf(raw, pAdjusted) };
  });
}
