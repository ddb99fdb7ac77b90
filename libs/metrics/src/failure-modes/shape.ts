import type { DayRange, ProportionParts } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { RowsBehind, Shape } from '../shape.ts';
import { and } from '../dialect.ts';
import { datedIn } from '../plan/dated-in.ts';
import { viewOf } from '../plan/state.ts';
import { clusterSumsShape } from '../cluster-sums/shape.ts';
import { estimateOf } from '../cluster-sums/estimate.ts';
import { readFailureModes } from './read.ts';
import { failureModes, modeDimension, withoutMode } from './statement.ts';

/** A share of failures is made of what fails alone. */
function behind(metric: MetricDefinition, range: DayRange, scope: StatementScope): RowsBehind {
  const { bounds, where } = datedIn(metric, range, scope);
  if (metric.kind !== 'mode' || metric.base !== 'failing') return { bounds, where };
  return { bounds, where: and(where, metric.fails(viewOf(metric))) };
}

/** Shares of outputs by a dimension of which one output may have several values. */
export const failureModesShape: Shape<MetricDefinition, ProportionParts> = {
  ...clusterSumsShape,
  id: 'failure_modes',
  statement: failureModes,
  read: readFailureModes,
  // A mode that nothing of a question's own periods has is a slice of another question.
  answered: ({ id }, cells, by) => {
    if (!by.includes(modeDimension)) return () => true;
    const seen = cells.filter(({ parts }) => (parts.get(id)?.total.rows ?? 0) > 0);
    const modes = new Set(seen.map((cell) => cell.by[modeDimension]));
    return (slice) => modes.has(slice[modeDimension]);
  },
  wholeOf: withoutMode,
  behind,
  estimate: (metric, parts, context) => {
    const evaluated = estimateOf(metric, parts, context);
    // The rows behind a mode are those that have it; what they are a share of is n.
    if (!Object.hasOwn(context.place.by, modeDimension)) return evaluated;
    return { ...evaluated, estimate: { ...evaluated.estimate, rows: parts.total.rows } };
  },
};
