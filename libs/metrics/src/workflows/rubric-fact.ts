import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { endsQuery } from '../at-ends/ends.ts';
import { Field } from '../field.ts';
import {
  inForceThen,
  isReal,
  ofPriorities,
  prioritiesThen,
  shownOfWorkflows,
  workflowView,
} from './priority-workflows.ts';

/** One workflow with the guidelines for it, as definitions see it. */
export const rubricView = {
  ...workflowView,
  hasRubric: new Field('has_rubric'),
  hasExamples: new Field('has_examples'),
} as const;

/** What was replaced says that it is retired, and was approved until then. */
const wasApproved = sql`(t.rubric_status = 'approved' or (t.rubric_status = 'retired' and t.valid_to is not null))`;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f, ends } = scope;
  return [
    ['ends', endsQuery(ends, { functions: f, lately: 0 })],
    [
      'rubric',
      sql`
    select e.looked_at, t.workflow_id, max(case when t.example_count >= 1 and t.counterexample_count >= 1 then 1 else 0 end) as with_examples
    from ends e
    join ${tables('dim_task')} t on ${inForceThen('t')} and ${wasApproved} and ${isReal('t')}
    group by e.looked_at, t.workflow_id`,
    ],
    [
      'fact_row',
      prioritiesThen(scope, {
        columns: sql`r.workflow_id is not null as has_rubric, coalesce(r.with_examples, 0) = 1 as has_examples`,
        join: sql`left join rubric r on r.workflow_id = w.workflow_id and r.looked_at = e.looked_at`,
      }),
    ],
  ];
}

/** Priority workflows with whether there were guidelines for them, at instants. */
export const rubricFact = {
  ...ofPriorities,
  reads: ['dim_workflow', 'dim_task'],
  view: rubricView,
  shown: [
    ...shownOfWorkflows,
    { name: 'has_rubric', title: 'Has guidelines', type: 'bool' },
    { name: 'has_examples', title: 'With examples of both kinds', type: 'bool' },
  ],
  relation,
} as const satisfies Fact;
