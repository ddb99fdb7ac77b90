import type { TableName } from './registry.ts';

/**
 * Dates that metrics count a fact by. A statement bounds the partition column, moved back by the reach of its date: the
 * longest time between the two that loads have seen.
 */
export const countedDates = [
  { table: 'fact_output', column: 'produced_at' },
  { table: 'fact_work_item', column: 'accepted_at' },
  { table: 'fact_work_item', column: 'rejected_at' },
  { table: 'fact_work_item', column: 'first_submitted_at' },
  { table: 'fact_work_item', column: 'last_submitted_at' },
  { table: 'fact_work_item', column: 'first_assigned_at' },
  { table: 'fact_work_item', column: 'revoked_at' },
  { table: 'fact_annotation', column: 'submitted_at' },
  { table: 'fact_issue', column: 'detected_at' },
  { table: 'fact_issue', column: 'resolved_at' },
  { table: 'fact_delivery', column: 'decided_at' },
] as const satisfies readonly { readonly table: TableName; readonly column: string }[];

/** A date whose reach loads measure: by any other a statement would read a table from its beginning. */
export type CountedDate = (typeof countedDates)[number]['column'];
