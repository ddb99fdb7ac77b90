import type { MetricDefinition, MinimumId } from '../definition.ts';
import type { Place } from './number.ts';

/** The minimum that a number has where it stands. */
export function minimumOf(
  { minimum, minimumIn }: Pick<MetricDefinition, 'minimum' | 'minimumIn'>,
  { by, pinned }: Pick<Place, 'by' | 'pinned'>,
): MinimumId {
  return minimumIn !== undefined && { ...pinned, ...by }[minimumIn.dimension] === minimumIn.value
    ? minimumIn.minimum
    : minimum;
}
