import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { DeltaParts } from './read.ts';
import { deltaOf } from './estimate.ts';
import { noDelta, readIterations } from './read.ts';
import { iterationPairs } from './statement.ts';

/** Two models over the same cases. */
export const pairedDeltaShape: Shape<MetricOf<'paired_delta'>, DeltaParts> = {
  id: 'paired_delta',
  statement: iterationPairs,
  read: readIterations,
  none: noDelta,
  holdsRows: ({ rows, leftOut }) => rows > 0 || Object.values(leftOut).some((count) => count > 0),
  estimate: deltaOf,
};
