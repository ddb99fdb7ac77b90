import type { Fact } from '../fact.ts';
import { sql } from 'kysely';

/** Dimensions of labelling work over the aliases w (fact_work_item) and the join `task`. */
export const workDimensions = {
  vendor: { expression: sql.ref('w.vendor_id') },
  task: { expression: sql.ref('t.task_id'), join: 'task' },
  task_type: { expression: sql.ref('t.task_type'), join: 'task' },
  complexity_tier: { expression: sql.ref('t.complexity_tier'), join: 'task' },
  rubric_version: { expression: sql.ref('t.rubric_version'), join: 'task' },
  team: { expression: sql.ref('t.team_id'), join: 'task' },
  workflow: { expression: sql.ref('w.workflow_id') },
  locale: { expression: sql.ref('w.locale') },
  source_kind: { expression: sql.ref('w.source_kind') },
  model_version: { expression: sql.ref('w.model_version_id') },
  // Whether a model suggested a label before anybody gave one; of an item that was never loaded nobody knows.
  prelabelled: {
    expression: sql`case when w.work_item_id is null then null when w.prelabel_model_version_id is null then 'no' else 'yes' end`,
  },
  maturity: { expression: sql.ref('t.maturity'), join: 'task' },
} as const satisfies Fact['dimensions'];

export const workJoins = {
  task: {
    table: 'dim_task',
    sql: (tables) =>
      sql`left join ${tables('dim_task')} t on t.task_version_id = w.task_version_id and t.voided_at is null`,
  },
} as const satisfies Fact['joins'];

/** What is shown first of a row that is an item. */
export const itemColumns = [
  { name: 'work_item_id', title: 'Item', type: 'str' },
  { name: 'task_version_id', title: 'Task version', type: 'str' },
  { name: 'vendor_id', title: 'Vendor', type: 'str', dimension: 'vendor' },
  { name: 'batch_id', title: 'Batch', type: 'str' },
] as const satisfies Fact['shown'];
