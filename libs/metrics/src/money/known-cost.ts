import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { oldest } from '../plan/span.ts';

/** Part of a statement with one row: `known_to`, the day after the last whose cost is known; null where none is. */
export const knownCost = 'known_cost';

/**
 * Of the rows in `spend`. Lines speak of their days of service, but of none after they were posted, because what is billed
 * ahead (a fee for the year) says nothing of the work of the days to come. Hours are booked day by day, before anything else of
 * their days is delivered, and fees are owed by every day that passes, so that neither says anything of the others. A ledger is known as far as it was posted.
 */
export function knownCostQuery({ tables, functions: f, money }: RelationScope): RawBuilder<unknown> {
  const counts = sql`amount is not null and coalesce(status, '') not in ('draft', 'void')`;
  if (money.basis === 'ledger') {
    // Lines of other days say how far the ledger goes, too.
    return sql`
    select max(${f.laterDay(sql`l.posting_date`, 1)}) as known_to from ${tables('fact_invoice_line')} l
    where l.posting_date >= ${value('date', oldest)} and ${counts} and coalesce(l.is_test, false) = false and l.voided_at is null`;
  }
  const known = sql`case when source = 'accrual' or span_to <= booked_on then span_to else ${f.laterDay(sql`booked_on`, 1)} end`;
  return sql`
    select max(${known}) as known_to from spend where is_spread and source in ('line', 'accrual') and ${counts}`;
}
