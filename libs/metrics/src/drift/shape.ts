import type { DriftDefinition } from '../definition.ts';
import type { Layout } from '../plan/slot.ts';
import type { Shape } from '../shape.ts';
import type { DriftParts } from './parts.ts';
import { driftEstimate } from './estimate.ts';
import { alarmTogether } from './together.ts';
import { noLabels } from './parts.ts';
import { readDrift } from './read.ts';
import { itemPatterns, mixColumns } from '../item-patterns/statement.ts';
import { countingAxis } from './reference.ts';

/**
 * Slots in which items are told apart by what they are made of: whole ranges of one task that is filtered for. Of all tasks
 * at once that would be more rows than a page may ask for.
 */
function ofOneTask({ slots, axes }: Layout): readonly number[] {
  return slots.flatMap(({ axis, splits }, slot) => {
    const { grain, where } = axes[axis] ?? { grain: 'none', where: [] };
    const isOne = where.some(({ dimension, values }) => dimension === 'task' && values.length === 1);
    return grain === 'none' && isOne && splits.every((id) => id === 'task') ? [slot] : [];
  });
}

/** Labels of a period against those of the weeks before it. */
export const driftShape: Shape<DriftDefinition, DriftParts> = {
  id: 'drift',
  // By week, or by day where periods are no whole weeks, from twelve weeks before the first period on.
  statement: (layout, scope) =>
    itemPatterns({ ...layout, axes: layout.axes.map(countingAxis) }, scope, {
      mix: { columns: mixColumns, slots: ofOneTask(layout) },
      isOfOneScale: true,
    }),
  read: readDrift,
  none: noLabels,
  holdsRows: ({ answers, leftOut }) => answers > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate: driftEstimate,
  together: alarmTogether,
};
