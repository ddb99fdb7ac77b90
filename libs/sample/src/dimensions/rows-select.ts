import type { Row, TableName } from '@assay/model';
import type { Cell } from '../sql.ts';
import { columnType, ownColumnsOf } from '@assay/model';
import { valuesOf } from '../sql.ts';

/**
 * Rows that are written out, as a select in the model's types. `first` is the number of the first record; columns that
 * no row fills are left out.
 */
export function rowsSelect<Name extends TableName>(table: Name, rows: readonly Row<Name>[], first: number): string {
  const cells = rows as readonly Readonly<Record<string, Cell>>[];
  const columns = ownColumnsOf(table).filter(({ name }) => cells.some((row) => (row[name] ?? null) !== null));
  const names = columns.map(({ name }) => name);
  const given = cells.map((row, place) => [first + place, ...names.map((name) => row[name] ?? null)]);
  const typed = columns.map((column) => `cast(${column.name} as ${columnType('duckdb', column)}) as ${column.name}`);
  return `select _record, ${typed.join(', ')} from ${valuesOf(['_record', ...names], given)}`;
}
