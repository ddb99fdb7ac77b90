import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { DimensionId } from '../dimensions.ts';
import { sql } from 'kysely';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';

/** Rows of a relation with validity, as they were when they were looked at: in force at the end of the last day. */
export const inForceThen = (alias: string): RawBuilder<unknown> => {
  const [from, to] = [sql.ref(`${alias}.valid_from`), sql.ref(`${alias}.valid_to`)];
  return sql`${from} < e.looked_at and (${to} is null or ${to} >= e.looked_at)`;
};

export const isReal = (alias: string): RawBuilder<unknown> =>
  sql`coalesce(${sql.ref(`${alias}.is_test`)}, false) = false and ${sql.ref(`${alias}.voided_at`)} is null`;

const dimensions = {
  workflow: { expression: sql.ref('w.workflow_id') },
  risk_tier: { expression: sql.ref('w.risk_tier') },
  team: { expression: sql.ref('w.owner_team_id') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };

/** What is said of every workflow that was a priority when it was looked at. */
export const workflowView = { id: new Field('workflow_id') } as const;

interface Joined {
  /** Columns of what is joined, by their expressions with it. */
  readonly columns: RawBuilder<unknown>;
  /** The join by workflow and instant. */
  readonly join: RawBuilder<unknown>;
}

/** Workflows on the list of priorities at each instant, with what is joined to them. */
export function prioritiesThen(
  {
    tables,
    functions: f,
    dimensions: asked,
  }: Pick<RelationScope, 'tables' | 'functions'> & {
    readonly dimensions: readonly DimensionId[];
  },
  { columns, join }: Joined,
): RawBuilder<unknown> {
  return sql`
    select e.looked_at, w.workflow_id, w.title, w.priority_rank, w.risk_tier, w.owner_team_id, ${columns},
      w.workflow_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ends e
    join ${tables('dim_workflow')} w on ${inForceThen('w')} and w.is_priority = true and ${isReal('w')}
    ${join}`;
}

/** What facts of priority workflows have in common. */
export const ofPriorities = {
  table: 'dim_workflow',
  times: { looked_at: { type: 'ts', dates: [] } },
  ...named,
  ...standsForItself,
  key: 'workflow_id',
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('dim_workflow')} w
    where w.is_priority = true and ${isReal('w')}`,
} as const satisfies Partial<Fact>;

/** What a reader sees of each. */
export const shownOfWorkflows = [
  { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
  { name: 'priority_rank', title: 'Priority', type: 'int' },
  { name: 'risk_tier', title: 'Risk', type: 'str' },
  { name: 'owner_team_id', title: 'Team', type: 'str' },
] as const satisfies Fact['shown'];
