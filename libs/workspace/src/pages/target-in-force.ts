import type { Target } from '@assay/contract';
import type { TargetRule } from './targets.ts';
import { otherMember } from '@assay/contract';

/** One number that is to be judged. */
export interface JudgedSlice {
  readonly metric: string;
  /** Values its split and its filters pin it to. */
  readonly by: Readonly<Record<string, string | null>>;
  /** First day after its period. */
  readonly periodEnd: string;
}

/** Whether a slice is of one known value of a dimension. */
function isOfOne(dimension: string | undefined, { by }: JudgedSlice): boolean {
  const value = dimension === undefined ? '' : by[dimension];
  return typeof value === 'string' && value !== otherMember;
}

function isFor({ metric, where, each, target }: TargetRule, slice: JudgedSlice): boolean {
  return (
    metric === slice.metric &&
    isOfOne(each, slice) &&
    target.validFrom < slice.periodEnd &&
    where.every(({ dimension, values }) => {
      const value = slice.by[dimension];
      return value !== undefined && values.includes(value);
    })
  );
}

/** What a target judges by: each is judged by itself, and has its own rule. */
const aspects: readonly ((target: Target) => boolean)[] = [
  ({ lower, upper, ofEarlier }) => lower !== null || upper !== null || ofEarlier !== undefined,
  ({ trend }) => trend !== undefined,
];

/** What tells targets of one kind apart, of which only one can be in force. */
export function keysOf({ metric, where, each, target }: TargetRule): readonly string[] {
  const slice = where.toSorted((a, b) => (a.dimension < b.dimension ? -1 : 1));
  return aspects.flatMap((has, aspect) => (has(target) ? [JSON.stringify([aspect, metric, each, slice])] : []));
}

/** Every target in force on a day, in the order of the file: for each metric and slice the youngest that has begun. */
export function targetsInForce(rules: readonly TargetRule[], day: string): readonly TargetRule[] {
  const begun = rules.filter(({ target }) => target.validFrom <= day);
  const youngest = begun
    .toSorted((a, b) => (a.target.validFrom < b.target.validFrom ? -1 : 1))
    .flatMap((rule) => keysOf(rule).map((key) => [key, rule] as const));
  const inForce = new Set(new Map(youngest).values());
  return begun.filter((rule) => inForce.has(rule));
}

/**
 * The target in force on the last day of a number's period: the one that names most of its slice; of those, the
 * youngest. Of one with bounds and one with a trend each is the nearest of its kind. A target said for a slice does not
 * judge a number that mixes it with others.
 */
export function targetInForce(rules: readonly TargetRule[], slice: JudgedSlice): Target | null {
  const candidates = rules.filter((rule) => isFor(rule, slice));
  const nearest = candidates.toSorted(
    (a, b) => b.where.length - a.where.length || (a.target.validFrom < b.target.validFrom ? 1 : -1),
  );
  const [limits = null, trend = null] = aspects.map((has) => nearest.find(({ target }) => has(target))?.target ?? null);
  if (limits === null || trend?.trend === undefined) return limits ?? trend;
  return { ...limits, trend: trend.trend };
}

/** All targets of a metric that may judge numbers of one value of some dimensions. */
export function targetsAmong(
  rules: readonly TargetRule[],
  { metric, dimensions }: { readonly metric: string; readonly dimensions: readonly string[] },
): readonly Target[] {
  return rules
    .filter((rule) => rule.metric === metric)
    .filter(({ where, each }) => {
      const named = [...where.map(({ dimension }) => dimension), ...(each === undefined ? [] : [each])];
      return named.every((dimension) => dimensions.includes(dimension));
    })
    .map(({ target }) => target);
}
