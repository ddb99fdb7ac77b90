import type { Fact } from '../fact.ts';
import { sql } from 'kysely';
import { dimensionColumns, joinsFor } from '../fact.ts';
import { within } from '../plan/bounds.ts';
import { workDimensions } from './work-dimensions.ts';

/** Dimensions of answers over the alias a (fact_annotation) and the joins `item` and `task`. */
export const answerDimensions = {
  ...workDimensions,
  vendor: { expression: sql.ref('w.vendor_id'), join: 'item' },
  workflow: { expression: sql.ref('w.workflow_id'), join: 'item' },
  locale: { expression: sql.ref('w.locale'), join: 'item' },
  source_kind: { expression: sql.ref('w.source_kind'), join: 'item' },
  model_version: { expression: sql.ref('w.model_version_id'), join: 'item' },
  prelabelled: { ...workDimensions.prelabelled, join: 'item' },
  annotator: { expression: sql.ref('a.annotator_id') },
} as const satisfies Fact['dimensions'];

export const answerJoins = {
  item: {
    table: 'fact_work_item',
    sql: (tables) =>
      sql`left join ${tables('fact_work_item')} w on w.work_item_id = a.work_item_id and w.voided_at is null`,
  },
  task: {
    table: 'dim_task',
    sql: (tables) =>
      sql`left join ${tables('dim_task')} t on t.task_version_id = a.task_version_id and t.voided_at is null`,
  },
} as const satisfies Fact['joins'];

/** Answers that are there and meant. */
export const answersInForce = sql`coalesce(a.is_test, false) = false and a.voided_at is null`;

/** Answers with their dimensions and nothing else. */
export const bareAnswers: Fact['bare'] = (scope) => {
  const named = { dimensions: answerDimensions, joins: answerJoins };
  return sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_annotation')} a
    ${joinsFor(named, scope)}
    where ${within('a.submitted_at', scope.bounds)} and ${answersInForce}`;
};
