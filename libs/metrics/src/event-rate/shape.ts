import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { EventParts } from './read.ts';
import { holdsCounts } from '../shape.ts';
import { eventRateOf } from './estimate.ts';
import { answeredEvents, noCounts, onCounted, readEventRates } from './read.ts';
import { eventRates } from './statement.ts';

/** Events by what they could happen in, with exact limits. */
export const eventRateShape: Shape<MetricOf<'event_rate'>, EventParts> = {
  id: 'event_rate',
  statement: eventRates,
  read: readEventRates,
  none: { ...noCounts, exposure: 0 },
  holdsRows: (parts) => parts.exposure > 0 || holdsCounts(parts),
  answered: answeredEvents,
  wholeOf: onCounted,
  estimate: eventRateOf,
};
