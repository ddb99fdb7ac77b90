import type { Expression, OperationNodeSource, RawBuilder } from 'kysely';
import type { LogicalType, Parameter, SqlDialect } from '@assay/contract';
import { sql } from 'kysely';

/** A fragment of SQL as the rooms of metrics pass it around. */
export type Sql = Expression<unknown>;

/** How an engine is given to the planner: functions and a compiler, no connection. */
export type MetricDialect = SqlDialect<Sql, OperationNodeSource>;

/** A value of a request: always a typed parameter, never text inside the statement. */
export function value(type: LogicalType, content: Parameter['value']): RawBuilder<unknown> {
  const parameter: Parameter = { type, value: content };
  return sql`${parameter}`;
}

/** A word of our own vocabulary (never of a request), written into the statement so that it reads. */
export function word(text: string): RawBuilder<string> {
  return sql.lit(text);
}

export function and(...conditions: readonly Sql[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql`true`;
  return sql`(${sql.join(conditions, sql` and `)})`;
}

export function or(...conditions: readonly Sql[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql`false`;
  return sql`(${sql.join(conditions, sql` or `)})`;
}

export function not(condition: Sql): RawBuilder<boolean> {
  return sql`not ${condition}`;
}
