import type { RawBuilder } from 'kysely';
import type { InstantBounds } from './bounds.ts';
import { addDays, type Day } from '@assay/contract';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { startOfDay } from '../time/zone.ts';
import { within } from './bounds.ts';

/** No instant of the model is older (V-T1), so this bounds even a statement that asks how far the data reaches. */
const oldest = '2015-01-01' as Day;

export function everything(today: Day): InstantBounds {
  return { from: startOfDay(oldest, 'UTC'), to: startOfDay(addDays(today, 2), 'UTC') };
}

/** First and last instant of the fact, when it was last loaded, by source: freshness, and the end of relative ranges. */
export function spanStatement(tables: Tables, today: Day): RawBuilder<unknown> {
  return sql`
  select source_system, min(produced_at) as first_at, max(produced_at) as last_at, max(ingested_at) as loaded_at, count(*) as row_count
  from ${tables('fact_output')} o
  where ${within('produced_at', everything(today))} and coalesce(is_test, false) = false and voided_at is null
  group by source_system
  order by source_system`;
}
