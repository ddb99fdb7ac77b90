import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** A named part of a statement, which the parts after it may read. */
export type NamedQuery = readonly [name: string, query: RawBuilder<unknown>];

/** `with a as (...), b as (...)`, in the order given. */
export function withQueries(queries: readonly NamedQuery[]): RawBuilder<unknown> {
  const parts = queries.map(([name, query]) => sql`${sql.ref(name)} as (${query}\n  )`);
  return sql`with ${sql.join(parts, sql`,\n  `)}`;
}
