import type { RawBuilder } from 'kysely';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { oldest } from '../plan/span.ts';

/** More versions than this are not named. */
const mostVersions = 100;

/** Names of the versions that a budget has, in the column `budget_version`. */
export function budgetVersionsStatement(tables: Tables): RawBuilder<unknown> {
  return sql`select budget_version
  from ${tables('fact_budget')} b
  where period_month >= ${value('date', oldest)} and budget_version is not null and voided_at is null and coalesce(is_test, false) = false
  group by budget_version
  order by budget_version
  limit ${sql.lit(mostVersions)}`;
}
