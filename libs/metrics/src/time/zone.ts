import type { Day, ZoneOffset } from '@assay/contract';
import { Temporal } from 'temporal-polyfill';

/** First instant of a day in a zone, as ISO text in UTC. A 23- or 25-hour day is still one day. */
export function startOfDay(day: Day, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString();
}

/** The day in a zone on which an instant falls. */
export function dayOfInstant(instant: string, zone: string): Day {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
}

/**
 * The zone's offsets between two instants (ISO text), oldest first. Before and after, the nearest one stands: it is right
 * for the days next to the bounds, so that no instant from outside falls on a day inside.
 */
export function offsetsBetween(
  zone: string,
  bounds: { readonly from: string; readonly to: string },
): readonly ZoneOffset[] {
  const end = Temporal.Instant.from(bounds.to).add({ hours: 48 });
  const offsets: ZoneOffset[] = [];
  let at = Temporal.Instant.from(bounds.from).subtract({ hours: 48 }).toZonedDateTimeISO(zone);
  for (;;) {
    const seconds = at.offsetNanoseconds / 1e9;
    const next = at.getTimeZoneTransition('next');
    if (next === null || Temporal.Instant.compare(next.toInstant(), end) > 0)
      return [...offsets, { until: null, seconds }];
    offsets.push({ until: next.toInstant().toString(), seconds });
    at = next;
  }
}
