import type { DriftDefinition } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { DriftParts } from './parts.ts';
import { driftEstimate } from './estimate.ts';
import { noLabels } from './parts.ts';
import { readDrift } from './read.ts';
import { labelCounts } from './statement.ts';

/** Labels of a period against those of the weeks before it. */
export const driftShape: Shape<DriftDefinition, DriftParts> = {
  id: 'drift',
  statement: labelCounts,
  read: readDrift,
  none: noLabels,
  holdsRows: ({ answers, leftOut }) => answers > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate: driftEstimate,
};
