import type { RawBuilder } from 'kysely';
import type { DayRange } from '@assay/contract';
import { sql } from 'kysely';
import { and, value } from '../dialect.ts';
import { startOfDay } from '../time/zone.ts';

/** Half-open bounds on an instant column, ISO text in UTC: what lets a warehouse read only some partitions. */
export interface InstantBounds {
  readonly from: string;
  readonly to: string;
}

/** The instants of whole days in a zone. */
export function instantsOf({ from, to }: DayRange, zone: string): InstantBounds {
  return { from: startOfDay(from, zone), to: startOfDay(to, zone) };
}

/** The zone is never applied to the column here: that would defeat partition pruning. */
export function within(column: string, bounds: InstantBounds): RawBuilder<boolean> {
  return and(
    sql`${sql.ref(column)} >= ${value('ts', bounds.from)}`,
    sql`${sql.ref(column)} < ${value('ts', bounds.to)}`,
  );
}
