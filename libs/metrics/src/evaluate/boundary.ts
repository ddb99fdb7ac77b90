import type { Change, Estimate, MovedBoundary } from '@assay/contract';
import type { Resolved } from '../plan/question.ts';
import { metricOf } from '../registry.ts';
import { sliceKey } from './question-cells.ts';

const isClear = ({ verdict }: Change): boolean => ['better', 'worse', 'changed'].includes(verdict);

/** Which number of which comparison; the same for metrics that are asked the same, in one request or in several. */
function placeOf({ request, current, baseline }: Resolved, { by, range }: Estimate): string {
  const { asOf, compare, params } = request;
  const side = baseline && [baseline.range, baseline.where];
  return JSON.stringify([
    asOf,
    compare,
    params,
    current.grain,
    current.range,
    current.where,
    side,
    sliceKey(by),
    range,
  ]);
}

/**
 * Marks changes of the two sides of one boundary, both beyond chance, of which one rises and the other falls: what was
 * gained on one side was given on the other.
 */
export function boundariesTogether(
  resolved: readonly Resolved[],
  answers: readonly (readonly Estimate[])[],
): readonly (readonly Estimate[])[] {
  const moves = new Map<string, number>();
  const keyOf = (index: number, metric: string, estimate: Estimate): string =>
    `${metric} ${placeOf(resolved[index] as Resolved, estimate)}`;
  answers.forEach((estimates, index) => {
    for (const estimate of estimates.filter(({ metric }) => metricOf(metric).boundary !== undefined)) {
      const { change, metric } = estimate;
      if (change && change.difference !== null && isClear(change))
        moves.set(keyOf(index, metric, estimate), change.difference);
    }
  });
  if (moves.size < 2) return answers;
  return answers.map((estimates, index) =>
    estimates.map((estimate) => {
      const { change, metric } = estimate;
      const other = metricOf(metric).boundary;
      const own = moves.get(keyOf(index, metric, estimate));
      const beyond = other === undefined ? undefined : moves.get(keyOf(index, other, estimate));
      if (!change || other === undefined || own === undefined || beyond === undefined || own * beyond >= 0)
        return estimate;
      return { ...estimate, change: { ...change, boundary: { metric: other, difference: beyond } } };
    }),
  );
}

/** What a moved boundary is, in words: `Boundary moved: under-refusal rose by 1.2 points at the same time`. */
export function boundaryText({ metric, difference }: MovedBoundary): string {
  const points = (Math.abs(difference) * 100).toFixed(1);
  return `Boundary moved: ${metricOf(metric).title.toLowerCase()} ${difference > 0 ? 'rose' : 'fell'} by ${points} points at the same time`;
}
