import type { Change, PairedChange } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { RawChange } from '../evaluate/change.ts';
import type { Evaluated } from '../evaluate/number.ts';
import type { PairParts } from './parts.ts';
import { minimums } from '../definition.ts';
import { eventsOf } from './pairable.ts';
import { relativeOf } from './relative.ts';
import { methodOf, resultOf } from './result.ts';

/** Above this share of cases that one side lacks, the others are no fair sample of all (metrics.md 3.5). */
export const mostMissing = 0.05;

export interface PairedSides {
  readonly current: Evaluated;
  readonly compared: Evaluated;
  readonly pairs: PairParts;
  /** Cases that the other side counts. */
  readonly counted: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Cases that only one side has, as far as it counts them, and what they are a share of. */
function missingOf(
  { patterns, ...parts }: PairParts,
  counted: number,
): Pick<PairedChange, 'pairs' | 'missing' | 'missingShare'> {
  const pairs = sum(patterns.map(({ groups, cases }) => groups * cases));
  const onlyThere = counted - pairs - parts.countedThere - parts.judgedOtherwise;
  const missing = parts.unanswered + Math.max(0, onlyThere) + parts.judgedOtherwise;
  return { pairs, missing, missingShare: pairs + missing > 0 ? missing / (pairs + missing) : null };
}

/** What was worked out of the cases of both sides. */
export function pairedOf(
  metric: MetricDefinition,
  pairs: PairParts,
  { counted, seed }: { readonly counted: number; readonly seed: string },
): PairedChange {
  const { patterns } = pairs;
  const [value, ...kinds] = eventsOf(metric).map((id, event) => ({ id, result: resultOf(patterns, event, seed) }));
  const whole = value?.result ?? resultOf([], 0, seed);
  const relative = relativeOf(patterns, 0, whole);
  return {
    ...whole,
    ...missingOf(pairs, counted),
    clusters: sum(patterns.map(({ groups }) => groups)),
    method: methodOf(patterns),
    relative: relative.value,
    relativeLower: relative.lower,
    relativeUpper: relative.upper,
    judgedOtherwise: pairs.judgedOtherwise,
    dropped: pairs.countedHere + pairs.countedThere,
    parts: Object.fromEntries(kinds.map(({ id, result }) => [id, result])),
  };
}

function verdictOf({ pairs, missingShare, p }: PairedChange): Change['verdict'] {
  if (pairs < minimums.NP.fullFrom) return 'too_little_data';
  if ((missingShare ?? 0) > mostMissing) return 'inconclusive';
  return p === null ? 'too_little_data' : 'no_clear_change';
}

/** Current minus compared over the cases of both; p is told as a change's only where the change is judged by it. */
export function pairedChangeOf(
  metric: MetricDefinition,
  { current, compared, pairs, counted }: PairedSides,
): RawChange {
  const { by, range } = current.estimate;
  const paired = pairedOf(metric, pairs, { counted, seed: JSON.stringify([metric.id, by, range]) });
  const verdict = verdictOf(paired);
  const change: Change = {
    comparedValue: paired.comparedValue,
    comparedN: paired.pairs,
    comparedRange: compared.estimate.range,
    difference: paired.difference,
    lower: paired.lower,
    upper: paired.upper,
    p: verdict === 'no_clear_change' ? paired.p : null,
    pAdjusted: null,
    looks: 0,
    verdict,
    paired,
  };
  return { family: 'moves', metric, change };
}
