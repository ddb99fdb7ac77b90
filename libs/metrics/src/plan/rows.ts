import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { ShownColumn } from '../fact.ts';
import type { StatementScope } from './statement-scope.ts';
import type { Filter } from './filter.ts';
import type { DayRange } from '@assay/contract';
import { sql } from 'kysely';
import { and, or, value } from '../dialect.ts';
import { dimensionOf } from '../dimensions.ts';
import { criteria } from '../output/criteria.ts';
import { factOf } from '../facts.ts';
import { shapeOf } from '../shapes.ts';
import { datedIn } from './dated-in.ts';
import { relationScope } from './statement-scope.ts';
import { filterCondition } from './filter.ts';
import { stateExpression } from './state.ts';
import { withQueries } from './with-queries.ts';

/** Which rows: those that make up one number. */
export interface RowScope {
  readonly metric: MetricDefinition;
  readonly range: DayRange;
  /** The request's filters together with the number's own slice. */
  readonly where: readonly Filter[];
}

/** Last row of the page before, in the order of the pages. */
export interface RowCursor {
  readonly at: string;
  readonly id: string;
}

/** Heading of the date that rows are counted by. */
const dated: Readonly<Record<string, string>> = {
  produced_at: 'Answered',
  accepted_at: 'Accepted',
  first_submitted_at: 'First submitted',
  first_assigned_at: 'Assigned',
  decided_at: 'Decided',
  submitted_at: 'Submitted',
  last_submitted_at: 'Submitted',
  last_independent_at: 'Item answered',
  detected_at: 'Detected',
  due_at: 'Due',
  invited_at: 'Asked',
  looked_at: 'As of',
  booked_on: 'Posted',
  service_from: 'Service from',
  last_answered_at: 'Item answered',
  begun_on: 'Begun on',
};

/** What a reader sees of a row of a metric: its date, its key, and what its fact shows. */
export function rowColumns({ fact, time }: MetricDefinition): readonly ShownColumn[] {
  const { shown, times } = factOf(fact);
  return [{ name: time, title: dated[time] ?? time, type: times[time]?.type ?? 'ts' }, ...shown];
}

function counted(rows: RowScope, scope: StatementScope): RawBuilder<unknown> {
  const { metric, range } = rows;
  const fact = factOf(metric.fact);
  const { bounds, where, ends = [] } = shapeOf(metric).behind?.(metric, range, scope) ?? datedIn(metric, range, scope);
  const dimensions = [...new Set(rows.where.map(({ dimension }) => dimensionOf(dimension).id))];
  const kept = and(...rows.where.map(filterCondition), where, sql`${stateExpression(metric)} = 0`);
  const relation = relationScope({ times: [metric.time], dimensions, metrics: [metric], ends }, bounds, scope);
  return withQueries([
    // Shown with all that graders said, whatever they are counted for.
    ...fact.relation({ ...relation, graded: new Set(criteria) }),
    ['counted', sql`select * from fact_row where ${kept}`],
  ]);
}

/** Keyset page, newest first; a page after a cursor holds no row twice, however the data grows. */
export function rowsStatement(
  rows: RowScope,
  page: { readonly after: RowCursor | null; readonly first: number },
  scope: StatementScope,
): RawBuilder<unknown> {
  const { metric } = rows;
  const { key, times } = factOf(metric.fact);
  const [at, id] = [sql.ref(metric.time), sql.ref(key)];
  const type = times[metric.time]?.type ?? 'ts';
  const after = page.after
    ? or(
        sql`${at} < ${value(type, page.after.at)}`,
        and(sql`${at} = ${value(type, page.after.at)}`, sql`${id} > ${value('str', page.after.id)}`),
      )
    : sql`true`;
  return sql`${counted(rows, scope)}
  select ${sql.join(rowColumns(metric).map(({ name }) => sql.ref(name)))}
  from counted
  where ${after}
  order by ${at} desc, ${id} asc
  limit ${sql.lit(page.first)}`;
}

export function rowCountStatement(rows: RowScope, scope: StatementScope): RawBuilder<unknown> {
  return sql`${counted(rows, scope)}
  select count(*) as total from counted`;
}

/** How many different people did the work that the rows are; null where it is nobody's. */
export function rowPeopleStatement(rows: RowScope, scope: StatementScope): RawBuilder<unknown> | null {
  const { person } = factOf(rows.metric.fact);
  if (person === undefined) return null;
  return sql`${counted(rows, scope)}
  select count(distinct ${sql.ref(person)}) as people from counted`;
}
