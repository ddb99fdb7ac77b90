import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { DeltaParts } from './read.ts';
import { deltaOf } from './estimate.ts';
import { noDelta, readIterations } from './read.ts';
import { iterationPairs } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** Two models over the same cases. */
export const pairedDeltaShape: Shape<MetricOf<'paired_delta'>, DeltaParts> = {
  id: 'paired_delta',
  statement: iterationPairs,
  read: readIterations,
  none: noDelta,
  holdsRows: holdsCounts,
  estimate: deltaOf,
};
