import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { endsQuery } from '../at-ends/ends.ts';
import { value } from '../dialect.ts';
import { Field } from '../field.ts';
import { isReal, ofPriorities, prioritiesThen, shownOfWorkflows, workflowView } from './priority-workflows.ts';

/** A run so many days before is one of late. */
const lately = 30;

/** One workflow with the cases that test it, as definitions see it. */
export const suiteView = {
  ...workflowView,
  hasCases: new Field('has_cases'),
  isRun: new Field('is_run'),
} as const;

/** Golden cases that were live at each instant; several versions of a case are one. */
function liveCases({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select e.looked_at, c.workflow_id, count(distinct c.case_id) as live_cases
    from ends e
    join ${tables('dim_test_case')} c on c.created_at < e.looked_at and (c.retired_at is null or c.retired_at >= e.looked_at)
      and c.case_kind = 'golden' and (c.contamination is null or c.contamination <> 'contaminated') and ${isReal('c')}
    group by e.looked_at, c.workflow_id`;
}

/** Runs of automated cases in the days before each instant. */
function lateRuns({ tables, ends }: RelationScope): RawBuilder<unknown> {
  const [first, last] = [ends[0], ends.at(-1)];
  const bounds =
    first && last
      ? sql`o.produced_at >= ${value('ts', first.before(lately))} and o.produced_at < ${value('ts', last.at)}`
      : sql`1 = 0`;
  return sql`
    select e.looked_at, c.workflow_id, count(distinct o.run_id) as late_runs
    from ${tables('fact_output')} o
    join ${tables('dim_test_case')} c on c.case_version_id = o.case_version_id and c.is_automated = true and c.voided_at is null
    join ends e on o.produced_at >= e.lately_from and o.produced_at < e.looked_at
    where ${bounds} and o.environment = 'eval' and o.run_id is not null and ${isReal('o')}
    group by e.looked_at, c.workflow_id`;
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f, ends, coverageCases } = scope;
  const own = (alias: string) =>
    sql`${sql.ref(`${alias}.workflow_id`)} = w.workflow_id and ${sql.ref(`${alias}.looked_at`)} = e.looked_at`;
  return [
    ['ends', endsQuery(ends, { functions: f, lately })],
    ['live', liveCases(scope)],
    ['run', lateRuns(scope)],
    [
      'fact_row',
      prioritiesThen(scope, {
        columns: sql`coalesce(l.live_cases, 0) as live_cases, coalesce(r.late_runs, 0) as late_runs,
      coalesce(l.live_cases, 0) >= ${sql.lit(coverageCases)} as has_cases, coalesce(r.late_runs, 0) > 0 as is_run`,
        join: sql`left join live l on ${own('l')}
    left join run r on ${own('r')}`,
      }),
    ],
  ];
}

/** Priority workflows with whether a suite of cases tests them, at instants. */
export const suiteFact = {
  ...ofPriorities,
  reads: ['dim_workflow', 'dim_test_case', 'fact_output'],
  view: suiteView,
  shown: [
    ...shownOfWorkflows,
    { name: 'live_cases', title: 'Live golden cases', type: 'int' },
    { name: 'late_runs', title: 'Runs in the last 30 days', type: 'int' },
  ],
  relation,
} as const satisfies Fact;
