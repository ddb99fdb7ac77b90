import type { NotWorse, Verdict } from '@assay/contract';
import type { Evaluated } from './number.ts';
import { metricOf } from '../registry.ts';
import { differenceOf } from './evidence.ts';
import { isFairPair } from './earlier.ts';
import { judge } from './target.ts';

export interface NowAndThen {
  readonly now: Evaluated | null;
  readonly then: Evaluated | null;
}

const unknown = { difference: null, lower: null, upper: null, verdict: 'unproven' as const };

/** Another metric is not worse where the whole interval of its change lies above less the margin: metrics.md 1.5. */
function compared(metric: string, margin: number, { now, then }: NowAndThen): Omit<NotWorse, 'metric' | 'margin'> {
  if (now === null || then === null || !isFairPair(now, then)) return unknown;
  const [value, before] = [now.estimate.value, then.estimate.value];
  if (value === null || before === null) return unknown;
  const { lower, upper } = differenceOf({ value, evidence: now.evidence }, { value: before, evidence: then.evidence });
  const bounds = metricOf(metric).worse === 'down' ? { lower: -margin, upper: null } : { lower: null, upper: margin };
  const difference = value - before;
  const verdict = judge(
    { value: difference, lower, upper },
    { ...bounds, validFrom: now.estimate.range.from, proposed: false },
  );
  return { difference, lower, upper, verdict: verdict === 'not_judged' ? 'unproven' : verdict };
}

/** All of them hold; one that does not is enough to miss. */
function together(verdicts: readonly Verdict[]): Verdict {
  for (const verdict of ['not_judged', 'missed', 'unproven'] as const) if (verdicts.includes(verdict)) return verdict;
  return 'met';
}

/** A number whose target holds only while another metric is not worse than it was. */
export function unlessWorse(current: Evaluated, pair: NowAndThen): Evaluated {
  const { estimate } = current;
  const asked = estimate.target?.notWorse;
  if (!asked || estimate.verdict === 'not_judged') return current;
  const { metric, margin } = asked;
  const notWorse = { metric, margin, ...compared(metric, margin, pair) };
  return { ...current, estimate: { ...estimate, notWorse, verdict: together([estimate.verdict, notWorse.verdict]) } };
}
