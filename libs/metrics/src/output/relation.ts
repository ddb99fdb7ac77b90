import type { RawBuilder } from 'kysely';
import type { TableName } from '@assay/model';
import { sql } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { Tables } from '../tables.ts';
import type { Dimension } from './dimensions.ts';
import type { Graders } from './verdict.ts';
import { within } from '../plan/bounds.ts';
import { joinsOf } from './dimensions.ts';
import { resolution, verdict, votes } from './verdict.ts';

/** What a relation is built for: the tables and the engine's functions, the bounds, the dimensions that are asked for. */
export interface RelationScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly bounds: InstantBounds;
  readonly dimensions: readonly Dimension[];
}

/** Facts whose rows make up a number. */
export const factsRead = ['fact_output', 'fact_grade'] as const satisfies readonly TableName[];

/** Tables that a number hangs on: the facts, the cases, and what the dimensions that it is split or filtered by are joined to. */
export function tablesRead(dimensions: readonly Pick<Dimension, 'joins' | 'label'>[]): ReadonlySet<TableName> {
  const joined = dimensions.flatMap(({ joins, label }) => [
    ...(joins.length > 0 ? (['dim_model_version'] as const) : []),
    ...(label ? [label.table] : []),
  ]);
  return new Set([...factsRead, 'dim_test_case', ...joined]);
}

/** Everything of an output that does not depend on who graded it. */
function facts({ functions: f, dimensions }: RelationScope): RawBuilder<unknown> {
  const named = dimensions.map(
    (dimension) => sql`, ${dimension.expression} as ${sql.ref(dimensionColumn(dimension.id))}`,
  );
  return sql`
      o.output_id, o.produced_at, o.environment, o.model_version_id, o.run_id, o.case_version_id, o.workflow_id, o.locale,
      o.status, o.request_class, c.expected_behavior, c.contamination,
      coalesce(c.cluster_id, c.case_id, o.case_version_id, o.session_key, o.output_id) as cluster_key,
      case when o.case_version_id is null then o.output_id end as own_unit,
      o.sampling_prob is not null as sampled,
      coalesce(${f.cast(sql`1`, 'flt')} / ${f.cast(sql`o.sampling_prob`, 'flt')}, 1) as weight${sql.join(named, sql``)}`;
}

export function dimensionColumn(id: string): string {
  return `dim_${id}`;
}

function source(scope: RelationScope): RawBuilder<unknown> {
  return sql`${scope.tables('fact_output')} o
    left join ${scope.tables('dim_test_case')} c on c.case_version_id = o.case_version_id and c.voided_at is null
    ${joinsOf(scope.dimensions, scope.tables)}`;
}

function current(scope: RelationScope): RawBuilder<unknown> {
  return sql`${within('o.produced_at', scope.bounds)} and coalesce(o.is_test, false) = false and o.voided_at is null`;
}

/** Outputs in bounds with their case and the dimensions asked for, without verdicts. */
export function outputs(scope: RelationScope): RawBuilder<unknown> {
  return sql`
    select ${facts(scope)}
    from ${source(scope)}
    where ${current(scope)}`;
}

/**
 * The relation that `outputView` describes, one row an output. Where graders voted their verdict holds, a tie
 * included; only outputs nobody graded fall back on the level the source gave, and only for the basis "best".
 */
export function gradedOutputs(scope: RelationScope, graders: Graders): readonly NamedQuery[] {
  const fallback = graders.basis === 'best' ? sql`o.refusal_level` : scope.functions.cast(sql`null`, 'str');
  return [
    ['vote', votes(scope, graders)],
    ...resolution(),
    ['verdict', verdict()],
    [
      'graded',
      sql`
    select ${facts(scope)},
      case when v.refusal_levels > 0
        then case v.refusal_level when 2 then 'full' when 1 then 'partial' when 0 then 'none' end
        else ${fallback} end as refusal,
      coalesce(v.refusal_levels, 0) > 0 and v.refusal_level is null as refusal_disputed,
      case coalesce(v.harm_rank, v.refusal_rank) when 2 then 'harmful' when 1 then 'disputed' when 0 then 'harmless' end as harm,
      coalesce(v.refusal_tier, 0) = 3 as judged
    from ${source(scope)}
    left join verdict v on v.output_id = o.output_id
    where ${current(scope)}`,
    ],
  ];
}
