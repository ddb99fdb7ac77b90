import type { Day } from '@assay/contract';
import { Temporal } from 'temporal-polyfill';

/** First instant of a day in a zone, as ISO text in UTC. A 23- or 25-hour day is still one day. */
export function startOfDay(day: Day, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString();
}

/** The day in a zone on which an instant falls. */
export function dayOfInstant(instant: string, zone: string): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
}
