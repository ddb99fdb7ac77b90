import type { Bounds } from '@assay/contract';
import type { Evidence, Side } from './evidence.ts';
import type { Evaluated } from './number.ts';
import { poissonRateRatio, ratioOfMeans, riskRatio } from '@assay/statistics';
import { overlaps } from '../plan/axis.ts';
import { chanceWithin } from './chance-met.ts';
import { confidence } from './number.ts';
import { verdictOf } from './target.ts';
import { wholeShare } from './whole-share.ts';

type Events = Extract<Evidence, { kind: 'events' }>;

const times = ({ lower, upper }: Bounds, value: number): Bounds => ({
  lower: lower === null ? null : lower * value,
  upper: upper === null ? null : upper * value,
});

/** The ratio of two rates of events; as all between none and more than any where there was none before. */
function ratioOfEvents(current: Events, before: Events) {
  const { ratio, lower, upper } = poissonRateRatio({
    count1: current.count,
    exposure1: current.exposure,
    count0: before.count,
    exposure0: before.exposure,
    conf: confidence,
  });
  return { value: ratio, lower, upper };
}

/** The ratio of two numbers with its limits (of shares Koopman's, of events exact); null where one does not know how certain it is. */
function ratioOf(current: Side, before: Side) {
  if (current.evidence.kind === 'share' && before.evidence.kind === 'share') {
    const now = wholeShare(current.value, current.evidence.effectiveN);
    const then = wholeShare(before.value, before.evidence.effectiveN);
    const found = riskRatio({ x1: now.x, n1: now.n, x2: then.x, n2: then.n, conf: confidence });
    return { value: found.ratio, lower: found.scoreLower, upper: found.scoreUpper };
  }
  if (current.evidence.kind === 'events' && before.evidence.kind === 'events')
    return ratioOfEvents(current.evidence, before.evidence);
  if (current.evidence.kind !== 'estimate' || before.evidence.kind !== 'estimate') return null;
  const [first, second] = [current.evidence.standardError, before.evidence.standardError];
  if (first === null || second === null) return null;
  const { ratio, lower, upper } = ratioOfMeans({
    first: { mean: current.value, se: first },
    second: { mean: before.value, se: second },
    conf: confidence,
  });
  return { value: ratio, lower, upper };
}

function ratioTo(current: Evaluated, before: Evaluated) {
  const [now, then] = [current.estimate.value, before.estimate.value];
  if (now === null || then === null) return null;
  return ratioOf({ value: now, evidence: current.evidence }, { value: then, evidence: before.evidence });
}

/** A period that is not whole has no fair counterpart, and what shares days is not two. */
export const isFairPair = ({ estimate: a }: Evaluated, { estimate: b }: Evaluated): boolean =>
  !a.partial && !b.partial && !overlaps(a.range, b.range);

/** A target that is a share of an earlier value judges the ratio of a number to that value. */
export function againstEarlier(current: Evaluated, before: Evaluated | null): Evaluated {
  const { estimate } = current;
  const shares = estimate.target?.ofEarlier;
  if (!estimate.target || !shares || before === null || !isFairPair(current, before)) return current;
  const ratio = ratioTo(current, before);
  if (ratio === null || before.estimate.value === null) return current;
  const target = { ...estimate.target, ...times(shares, before.estimate.value) };
  const verdict = verdictOf({ ...ratio, partial: estimate.partial, target: { ...target, ...shares } });
  const chanceMet = verdict === 'not_judged' ? null : chanceWithin(ratio, shares, 'positive');
  return { ...current, estimate: { ...estimate, target, verdict, chanceMet } };
}
