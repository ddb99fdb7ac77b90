import type { RawBuilder } from 'kysely';
import type { MetricDialect, Sql } from '../dialect.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import { sql } from 'kysely';
import { offsetsBetween } from './zone.ts';

/** Where days are told: the workspace's zone, and between which instants those asked for lie. */
export interface LocalDays {
  readonly functions: MetricDialect['functions'];
  readonly zone: string;
  readonly bounds: InstantBounds;
}

/** Calendar day of an instant of the rows in the workspace's zone. */
export function localDay(instant: Sql, { functions, zone, bounds }: LocalDays): RawBuilder<unknown> {
  return sql`${functions.dayOf(instant, zone, offsetsBetween(zone, bounds))}`;
}
