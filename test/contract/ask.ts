import type { LogicalType, Parameter, QueryContext, ResultColumn, Warehouse } from '@assay/contract';
import type { SqlFragment } from '@assay/warehouse';
import { dialectOf } from '@assay/warehouse';
import { sql } from 'kysely';

/** Bounds no test reaches by accident. */
export function context(bounds: Partial<QueryContext> = {}): QueryContext {
  return {
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    maxRows: 100_000,
    maxBytes: 50_000_000,
    tags: { app: 'test' },
    ...bounds,
  };
}

/** A typed value as a fragment. */
export function value(type: LogicalType, content: Parameter['value']) {
  const parameter: Parameter = { type, value: content };
  return sql<unknown>`${parameter}`;
}

export type Cell = ResultColumn['values'][number];

/** Computes fragments side by side, in one row. */
export async function compute(warehouse: Warehouse, ...fragments: readonly SqlFragment[]): Promise<readonly Cell[]> {
  const columns = await computeColumns(warehouse, ...fragments);
  return columns.map((column) => column.values[0] ?? null);
}

export async function computeColumns(
  warehouse: Warehouse,
  ...fragments: readonly SqlFragment[]
): Promise<readonly ResultColumn[]> {
  const list = fragments.map((fragment, index) => sql`${fragment} as ${sql.id(`c${index}`)}`);
  const statement = dialectOf(warehouse.engine).compile(sql`select ${sql.join(list)}`);
  return (await warehouse.query(statement, context())).columns;
}

/** The values of the first column of a statement without parameters. */
export async function ask(warehouse: Warehouse, text: string): Promise<readonly Cell[]> {
  const { columns } = await warehouse.query({ sql: text, parameters: [] }, context());
  return columns[0]?.values ?? [];
}
