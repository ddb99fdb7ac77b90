import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import { addDays, parseDay } from '@assay/contract';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { oldest } from '../plan/span.ts';

/** Columns of items that nothing is known of in a delivery. */
const unknown = {
  str: [
    ...['work_item_id', 'item_id', 'workflow_id', 'locale', 'source_kind', 'model_version_id'],
    ...['prelabel_model_version_id', 'first_decision', 'rework_reason', 'acceptance_basis', 'relabel_of_work_item_id'],
  ],
  int: ['rework_count'],
  ts: ['first_submitted_at', 'first_decided_at', 'revoked_at'],
  bool: ['is_duplicate'],
} as const;

const day = (instant: string, more: number) => value('date', addDays(parseDay(instant.slice(0, 10)), more));

/**
 * What was accepted and what was rejected of each delivery of a vendor who has no items at all, by the columns of items: a
 * row each, which is as many things as its quantity.
 */
export function deliveredItems({ tables, functions: f, reaching }: RelationScope): RawBuilder<unknown> {
  const { from, to } = reaching('fact_delivery', ['decided_at']);
  const nulls = Object.entries(unknown).flatMap(([type, columns]) =>
    columns.map((name) => sql`${f.cast(sql`null`, type as keyof typeof unknown)} as ${sql.ref(name)}`),
  );
  const half = (outcome: 'accepted' | 'rejected', quantity: string): RawBuilder<unknown> => sql`
    select d.batch_id, d.vendor_id, d.task_version_id, 'production' as purpose, d.decision as status, ${sql.lit(outcome)} as outcome, ${sql.ref(quantity)} as quantity,
      ${outcome === 'accepted' ? sql`d.decided_at` : f.cast(sql`null`, 'ts')} as accepted_at, ${outcome === 'rejected' ? sql`d.decided_at` : f.cast(sql`null`, 'ts')} as rejected_at,
      ${sql.join(nulls)}
    from ${tables('fact_delivery')} d
    where d.service_from >= ${day(from, -1)} and d.service_from < ${day(to, 1)} and d.decided_at is not null and ${sql.ref(quantity)} > 0
      and coalesce(d.is_test, false) = false and d.voided_at is null and d.vendor_id is not null and not exists (
        select 1 from ${tables('fact_work_item')} i
        where i.vendor_id = d.vendor_id and i.created_at >= ${value('date', oldest)} and coalesce(i.is_test, false) = false and i.voided_at is null
      )`;
  return sql`${half('accepted', 'd.qty_accepted')}
    union all${half('rejected', 'd.qty_rejected')}`;
}
