import type { Bounds } from '@assay/contract';
import type { Evaluated } from './number.ts';
import { ratioOfMeans } from '@assay/statistics';
import { confidence } from './number.ts';
import { verdictOf } from './target.ts';

const times = ({ lower, upper }: Bounds, value: number): Bounds => ({
  lower: lower === null ? null : lower * value,
  upper: upper === null ? null : upper * value,
});

/** The ratio of two numbers with its limits; null where one of them does not know how certain it is. */
function ratioTo(current: Evaluated, before: Evaluated) {
  if (current.evidence.kind !== 'estimate' || before.evidence.kind !== 'estimate') return null;
  const [first, second] = [
    { mean: current.estimate.value, se: current.evidence.standardError },
    { mean: before.estimate.value, se: before.evidence.standardError },
  ];
  if (first.mean === null || first.se === null || second.mean === null || second.se === null) return null;
  const { ratio, lower, upper } = ratioOfMeans({
    first: { mean: first.mean, se: first.se },
    second: { mean: second.mean, se: second.se },
    conf: confidence,
  });
  return { value: ratio, lower, upper };
}

/** A target that is a share of the value a year before judges the ratio of a number to that value. */
export function againstLastYear(current: Evaluated, before: Evaluated): Evaluated {
  const { estimate } = current;
  const shares = estimate.target?.ofLastYear;
  const ratio = estimate.target && shares ? ratioTo(current, before) : null;
  if (!estimate.target || !shares || ratio === null || before.estimate.value === null) return current;
  const target = { ...estimate.target, ...times(shares, before.estimate.value) };
  const verdict = verdictOf({ ...ratio, partial: estimate.partial, target: { ...target, ...shares } });
  return { ...current, estimate: { ...estimate, target, verdict } };
}
