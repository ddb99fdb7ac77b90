import type { MetricDefinition } from '../definition.ts';
import type { Compared } from './change.ts';
import type { Evidence } from './evidence.ts';
import type { Evaluated } from './number.ts';
import type { RawNumber } from './answer.ts';
import { changeOf } from './change.ts';
import { sliceKey } from './question-cells.ts';

type Pooled = Extract<Evidence, { kind: 'share' | 'events' | 'estimate' }>;
type Estimated = Extract<Evidence, { kind: 'estimate' }>;

const isEstimatedShare = (evidence: Evidence): evidence is Estimated =>
  evidence.kind === 'estimate' && evidence.isShare === true;

/** Numbers of which several make one: shares by what they are of, rates of events by what they could happen in. */
const canPool = ({ evidence, estimate }: Evaluated): boolean =>
  (evidence.kind === 'share' || evidence.kind === 'events' || isEstimatedShare(evidence)) &&
  estimate.value !== null &&
  estimate.denominator > 0;

/** Those that differ from a slice in the dimension alone, and are of the same period. */
function groupKey({ evaluated: { estimate } }: RawNumber, dimension: string): string {
  const others = Object.fromEntries(Object.entries(estimate.by).filter(([id]) => id !== dimension));
  return `${sliceKey(others)}@${estimate.range.from}`;
}

/**
 * Independent units behind several shares together, each weighing as its denominator: the variance of their weighted mean
 * where all are alike, which is what is tested. Of a share of which nothing is known all counts as one unit. A cluster
 * that lies in several slices makes the test only milder: the two sides then go the same way.
 */
function effectiveN(shares: readonly Evaluated[]): number {
  const whole = shares.reduce((sum, { estimate }) => sum + estimate.denominator, 0);
  const spread = shares.reduce((sum, { estimate, evidence }) => {
    const n = evidence.kind === 'share' ? (evidence.effectiveN ?? 1) : 1;
    return sum + estimate.denominator ** 2 / Math.max(n, Number.MIN_VALUE);
  }, 0);
  return whole ** 2 / spread;
}

/**
 * The standard error of several shares set right by the same judges, each weighing as its denominator: what is not known of
 * the judges is the same error in all of them, so that nothing of it averages out. Null where that of one is not known.
 */
function standardErrorOf(shares: readonly Evaluated[]): number | null {
  const whole = shares.reduce((sum, { estimate }) => sum + estimate.denominator, 0);
  return shares.reduce<number | null>((sum, { estimate, evidence }) => {
    const own = evidence.kind === 'estimate' ? evidence.standardError : null;
    return sum === null || own === null ? null : sum + (estimate.denominator / whole) * own;
  }, 0);
}

function evidenceOf(numbers: readonly Evaluated[]): Pooled {
  if (numbers.some(({ evidence }) => isEstimatedShare(evidence)))
    return { kind: 'estimate', standardError: standardErrorOf(numbers), isShare: true };
  const events = numbers.flatMap(({ evidence }) => (evidence.kind === 'events' ? [evidence] : []));
  if (events.length === 0) return { kind: 'share', effectiveN: effectiveN(numbers) };
  const sum = (of: 'count' | 'exposure'): number => events.reduce((all, each) => all + each[of], 0);
  return { kind: 'events', count: sum('count'), exposure: sum('exposure') };
}

/** Several numbers as one; null of none. */
function poolOf(numbers: readonly Evaluated[]): Compared | null {
  const [first] = numbers;
  if (!first) return null;
  const whole = numbers.reduce((sum, { estimate }) => sum + estimate.denominator, 0);
  const counted = numbers.reduce((sum, { estimate }) => sum + estimate.denominator * (estimate.value ?? 0), 0);
  const n = numbers.reduce((sum, { estimate }) => sum + estimate.n, 0);
  return { estimate: { value: counted / whole, n, range: first.estimate.range }, evidence: evidenceOf(numbers) };
}

/**
 * Each slice with all other values of a dimension taken together, where the rest of the split is the same. They are of
 * those that have a number: what is withheld could else be worked out from the rest. Periods that are not whole have none.
 */
export function besideRest(
  metric: MetricDefinition,
  numbers: readonly RawNumber[],
  dimension: string,
): readonly RawNumber[] {
  // Time is the same for all: events of several slices in it add up, and have no rate that one could be held against.
  if (metric.kind === 'event_rate' && metric.exposure.counter === null) return numbers;
  const groups = Map.groupBy(numbers, (number) => groupKey(number, dimension));
  return numbers.map((number) => {
    const { evaluated } = number;
    if (!canPool(evaluated) || evaluated.estimate.partial) return number;
    const group = groups.get(groupKey(number, dimension)) ?? [];
    const others = group.flatMap((other) => (other !== number && canPool(other.evaluated) ? [other.evaluated] : []));
    const compared = poolOf(others);
    return compared ? { evaluated, raw: changeOf(metric, { current: evaluated, compared }, 'slices') } : number;
  });
}
