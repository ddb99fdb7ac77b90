import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** Ranks of the model as people call them; null where nobody has triaged. `table` is a name of ours. */
export function severityOf(table: string): RawBuilder<unknown> {
  const rank = sql.ref(`${table}.severity_rank`);
  return sql`case ${rank} when 0 then 'P0' when 1 then 'P1' when 2 then 'P2' when 3 then 'P3' when 4 then 'P4' end`;
}
