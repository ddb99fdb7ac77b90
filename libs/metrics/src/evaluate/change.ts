import type { Change, ChangeVerdict, DayRange, Estimate, ModesTogether } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Evidence } from './evidence.ts';
import type { Evaluated } from './number.ts';
import { pAdjust } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { differenceOf } from './evidence.ts';
import { moneyOfChange } from '../money/change.ts';
import { confidence } from './number.ts';
import { isWorse } from './target.ts';

/** What a change is one of many of: of numbers over time and with another value, of slices with the rest, or of modes that together are all failing. */
export type Family = 'moves' | 'slices' | 'modes';

/** A change before the other changes of the same answer are known. */
export interface RawChange {
  readonly family: Family;
  readonly change: Change;
  readonly metric: MetricDefinition;
  /** Independent units behind both sides of a share; absent where nothing is known of them. */
  readonly sizes?: { readonly current: number; readonly compared: number };
  /** The test of all that it is a part of: it is no surer than that. */
  readonly whole?: ModesTogether;
}

const alpha = 1 - confidence;

/** What a comparison needs of its other side; the rest of a split has no money of its own. */
export interface Compared {
  readonly estimate: Pick<Estimate, 'value' | 'n' | 'range' | 'money'>;
  readonly evidence: Evidence;
}

interface Sides {
  readonly current: Evaluated;
  readonly compared: Compared;
}

/** What is known of a number that another shares days with: they are not two, so that no difference is one. */
export function sharedChange(metric: MetricDefinition, sides: Sides): RawChange {
  const { value, n, range } = sides.compared.estimate;
  const known = { comparedValue: value, comparedN: n, comparedRange: range };
  const untested = { difference: null, lower: null, upper: null, p: null, pAdjusted: null, looks: 0 };
  return {
    family: 'moves',
    metric,
    change: withMoney(sides, { ...known, ...untested, verdict: 'too_little_data' }),
  };
}

function withMoney({ current, compared }: Sides, change: Change): Change {
  return { ...change, ...moneyOfChange({ current: current.estimate, compared: compared.estimate }, change) };
}

/** Current minus compared, tested by what both know of their own certainty. */
export function changeOf(metric: MetricDefinition, sides: Sides, family: Family = 'moves'): RawChange {
  return { family, metric, change: withMoney(sides, testedChange(metric, sides)), ...sizesOf(sides) };
}

function sizesOf({ current, compared }: Sides): Pick<RawChange, 'sizes'> {
  const [now, before] = [current.evidence, compared.evidence];
  if (now.kind !== 'share' || before.kind !== 'share') return {};
  if (now.effectiveN === null || before.effectiveN === null) return {};
  return { sizes: { current: now.effectiveN, compared: before.effectiveN } };
}

function testedChange(metric: MetricDefinition, { current, compared }: Sides): Change {
  const range: DayRange | null = compared.estimate.range;
  const known = {
    comparedValue: compared.estimate.value,
    comparedN: compared.estimate.n,
    comparedRange: range,
    pAdjusted: null,
    looks: 0,
  };
  const untested = { lower: null, upper: null, p: null, verdict: 'too_little_data' as ChangeVerdict };
  const { value } = current.estimate;
  const before = compared.estimate.value;
  if (value === null || before === null) return { ...known, difference: null, ...untested };
  const difference = value - before;
  const { fullFrom } = minimums[metric.minimum];
  const isShort = [current, compared].some(
    ({ estimate, evidence }) =>
      (evidence.kind === 'share' || (evidence.kind === 'estimate' && evidence.isShare === true)) &&
      estimate.n < fullFrom,
  );
  if (isShort) return { ...known, difference, ...untested };
  const sides = [
    { value, evidence: current.evidence },
    { value: before, evidence: compared.evidence },
  ] as const;
  return { ...known, difference, ...differenceOf(...sides) };
}

function verdictOf({ metric, change }: RawChange, pAdjusted: number): ChangeVerdict {
  if (change.difference === null || pAdjusted >= alpha || change.difference === 0) return 'no_clear_change';
  if (metric.good === 'none') return 'changed';
  return isWorse(change.difference, metric) ? 'worse' : 'better';
}

/**
 * Adjusts the p values of all changes of one answer together, so that looking at many numbers does not make one of them
 * "change" by chance: none at all of the moves (Holm 1979); of slices, which are searched for those that stand out, one in
 * twenty of those found (Benjamini and Hochberg 1995); so of modes, none of which is surer than the test of all. Same order
 * as given.
 */
export function adjustTogether(changes: readonly RawChange[]): readonly Change[] {
  const moves = adjusted(changes, 'moves');
  const slices = adjusted(changes, 'slices');
  const modes = adjusted(changes, 'modes');
  const families = { moves, slices, modes };
  return changes.map((raw, index) => {
    const { p, looks } = families[raw.family];
    const own = p[index] ?? null;
    const pAdjusted = own === null ? null : Math.max(own, raw.whole?.p ?? 0);
    if (pAdjusted === null) return raw.change;
    const told = raw.whole ? { modes: raw.whole } : {};
    return { ...raw.change, pAdjusted, looks, verdict: verdictOf(raw, pAdjusted), ...told };
  });
}

/** p values of one family, null in the place of all others, and how many there are. */
function adjusted(
  changes: readonly RawChange[],
  family: Family,
): { readonly p: readonly (number | null)[]; readonly looks: number } {
  const p = changes.map((raw) => (raw.family === family ? raw.change.p : null));
  const { holm, bh } = pAdjust({ p });
  return { p: family === 'moves' ? holm : bh, looks: p.filter((each) => each !== null).length };
}
