import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** X-test and X-void, of the table that stands under an alias. */
export const inForce = (alias: string): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(`${alias}.is_test`)}, false) = false and ${sql.ref(`${alias}.voided_at`)} is null`;
