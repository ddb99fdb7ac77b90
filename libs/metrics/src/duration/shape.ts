import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { DurationParts } from './read.ts';
import { durationOf } from './estimate.ts';
import { noDurations, readDurations } from './read.ts';
import { durations } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** How long it takes until something is over, with what is not over yet. */
export const durationShape: Shape<MetricOf<'duration'>, DurationParts> = {
  id: 'duration',
  statement: durations,
  read: readDurations,
  none: noDurations,
  holdsRows: holdsCounts,
  estimate: durationOf,
};
