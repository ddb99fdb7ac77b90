import type { RowColumn } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { RateDefinition } from '../definition.ts';
import type { StatementScope } from './cluster-sums.ts';
import type { Filter } from './filter.ts';
import type { DayRange } from '@assay/contract';
import { sql } from 'kysely';
import { and, or, value } from '../dialect.ts';
import { gradedOutputs } from '../output/relation.ts';
import { startOfDay } from '../time/zone.ts';
import { dimensionOf, filterCondition } from './filter.ts';
import { stateExpression } from './measure.ts';
import { withQueries } from './with-queries.ts';

/** Which rows: those that make up one number. */
export interface RowScope {
  readonly metric: RateDefinition;
  readonly range: DayRange;
  /** The request's filters together with the number's own slice. */
  readonly where: readonly Filter[];
}

/** Last row of the page before, in the order of the pages. */
export interface RowCursor {
  readonly at: string;
  readonly id: string;
}

/** A column whose values are ids of a dimension's members is shown by their labels. */
export interface ShownColumn extends RowColumn {
  readonly dimension?: string;
}

/** What a reader sees of a row; no column holds content or a person. */
export const rowColumns: readonly ShownColumn[] = [
  { name: 'produced_at', title: 'Answered', type: 'ts' },
  { name: 'output_id', title: 'Output', type: 'str' },
  { name: 'refusal', title: 'Refusal', type: 'str' },
  { name: 'environment', title: 'Environment', type: 'str' },
  { name: 'model_version_id', title: 'Model version', type: 'str', dimension: 'model_version' },
  { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
  { name: 'request_class', title: 'Request', type: 'str' },
  { name: 'case_version_id', title: 'Case', type: 'str' },
  { name: 'weight', title: 'Weight', type: 'flt' },
];

function counted(rows: RowScope, scope: StatementScope): RawBuilder<unknown> {
  const { tables, functions, zone, graders } = scope;
  const bounds = { from: startOfDay(rows.range.from, zone), to: startOfDay(rows.range.to, zone) };
  const dimensions = [...new Set(rows.where.map(({ dimension }) => dimension))].map(dimensionOf);
  const kept = and(...rows.where.map(filterCondition), sql`${stateExpression(rows.metric)} = 0`);
  return withQueries([
    ...gradedOutputs({ tables, functions, bounds, dimensions }, graders),
    ['counted', sql`select * from graded where ${kept}`],
  ]);
}

/** Keyset page, newest first; a page after a cursor holds no row twice, however the data grows. */
export function rowsStatement(
  rows: RowScope,
  page: { readonly after: RowCursor | null; readonly first: number },
  scope: StatementScope,
): RawBuilder<unknown> {
  const at = sql.ref('produced_at');
  const after = page.after
    ? or(
        sql`${at} < ${value('ts', page.after.at)}`,
        and(sql`${at} = ${value('ts', page.after.at)}`, sql`output_id > ${value('str', page.after.id)}`),
      )
    : sql`true`;
  return sql`${counted(rows, scope)}
  select ${sql.join(rowColumns.map(({ name }) => sql.ref(name)))}
  from counted
  where ${after}
  order by produced_at desc, output_id asc
  limit ${sql.lit(page.first)}`;
}

export function rowCountStatement(rows: RowScope, scope: StatementScope): RawBuilder<unknown> {
  return sql`${counted(rows, scope)}
  select count(*) as total from counted`;
}
