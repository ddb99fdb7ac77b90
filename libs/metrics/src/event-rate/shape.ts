import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { EventParts } from './read.ts';
import { eventRateOf } from './estimate.ts';
import { answeredEvents, noCounts, onCounted, readEventRates } from './read.ts';
import { eventRates } from './statement.ts';

/** Events by what they could happen in, with exact limits. */
export const eventRateShape: Shape<MetricOf<'event_rate'>, EventParts> = {
  id: 'event_rate',
  statement: eventRates,
  read: readEventRates,
  none: { ...noCounts, exposure: 0 },
  holdsRows: ({ rows, leftOut, exposure }) =>
    rows > 0 || exposure > 0 || Object.values(leftOut).some((count) => count > 0),
  answered: answeredEvents,
  wholeOf: onCounted,
  estimate: eventRateOf,
};
