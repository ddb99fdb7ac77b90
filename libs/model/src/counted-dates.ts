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
  { table: 'fact_annotation', column: 'submitted_at' },
] as const satisfies readonly { readonly table: TableName; readonly column: string }[];
