import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import { sql } from 'kysely';

/** Release by release: the instant it first went into production. */
export function releases({ tables }: Pick<RelationScope, 'tables'>): RawBuilder<unknown> {
  return sql`(
      select m.release_id, min(m.released_at) as first_released_at
      from ${tables('dim_model_version')} m
      where m.release_id is not null and m.voided_at is null
      group by m.release_id
    )`;
}
