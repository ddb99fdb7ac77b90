import type { Change, ChangeVerdict, DayRange } from '@assay/contract';
import type { RateDefinition } from '../definition.ts';
import type { Evaluated } from './estimate.ts';
import { newcombeDiffOfShares, pAdjust, twoProportionTest } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { confidence } from './interval.ts';
import { isWorse } from './target.ts';

/** A change before the other changes of the same answer are known. */
export interface RawChange {
  readonly change: Change;
  readonly metric: RateDefinition;
}

const alpha = 1 - confidence;

/**
 * Current minus compared, as two independent shares with their effective sizes: interval after Newcombe (1998b, method
 * 10) on the clustered limits, p of the chi-square test. Cases that both periods share would only make it sharper.
 */
export function changeOf(
  metric: RateDefinition,
  pair: { readonly current: Evaluated; readonly compared: Evaluated },
): RawChange {
  const { current, compared } = pair;
  const range: DayRange | null = compared.estimate.range;
  const known = {
    comparedValue: compared.estimate.value,
    comparedN: compared.estimate.n,
    comparedRange: range,
    pAdjusted: null,
    verdict: 'too_little_data' as ChangeVerdict,
  };
  const value = current.estimate.value;
  const before = compared.estimate.value;
  if (value === null || before === null) {
    return { metric, change: { ...known, difference: null, lower: null, upper: null, p: null } };
  }
  const difference = value - before;
  const { fullFrom } = minimums[metric.minimum];
  const n1 = current.effectiveN;
  const n2 = compared.effectiveN;
  if (n1 === null || n2 === null || current.estimate.n < fullFrom || compared.estimate.n < fullFrom) {
    return { metric, change: { ...known, difference, lower: null, upper: null, p: null } };
  }
  const shares = { p1: value, n1, p2: before, n2, conf: confidence };
  const { lower, upper } = newcombeDiffOfShares(shares);
  const p = testOf(shares);
  return { metric, change: { ...known, difference, lower, upper, p, verdict: 'no_clear_change' } };
}

/**
 * p of the test that fits (chi-square, Fisher's where an expected count is below 5) on whole effective sizes, rounded
 * down. Two shares that are both 0 or both 1 do not differ: p is 1.
 */
function testOf({
  p1,
  n1,
  p2,
  n2,
}: {
  readonly p1: number;
  readonly n1: number;
  readonly p2: number;
  readonly n2: number;
}): number {
  const [whole1, whole2] = [Math.floor(n1), Math.floor(n2)];
  const test = twoProportionTest({ x1: Math.round(p1 * whole1), n1: whole1, x2: Math.round(p2 * whole2), n2: whole2 });
  return test.p ?? 1;
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
