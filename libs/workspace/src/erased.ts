import type { TableName } from '@assay/model';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { column } from './run.ts';

/** Rows by table that were in force at an instant and have been erased since, or taken back with their load: a replay of that instant lacks them. */
export async function erasedSince(
  asOf: string,
  runner: StatementRunner,
  asker: Asker,
): Promise<ReadonlyMap<TableName, number>> {
  const sql = `select table_name, sum(row_count) as total from assay_state.erasures
      where in_force_from <= $1 and coalesce(in_force_to, erased_at) > $1 group by table_name`;
  const result = await runner.run({ sql, parameters: [{ type: 'ts', value: asOf }] }, asker);
  const tables = column(result, 'table_name');
  return new Map(tables.map((table, row) => [table as TableName, Number(column(result, 'total')[row])]));
}
