import type { Row, TableName } from '@assay/model';
import type { Cell } from '../sql.ts';
import { columnType, ownColumnsOf } from '@assay/model';
import { literal } from '../sql.ts';

/**
 * Rows that are written out, as a select in the model's types. `first` is the number of the first record; columns that
 * no row fills are left out. They are one literal of JSON: thousands of literals take the engine long to read.
 */
export function rowsSelect<Name extends TableName>(table: Name, rows: readonly Row<Name>[], first: number): string {
  const cells = rows as readonly Readonly<Record<string, Cell>>[];
  const columns = ownColumnsOf(table).filter(({ name }) => cells.some((row) => (row[name] ?? null) !== null));
  const names = columns.map(({ name }) => name);
  const given = cells.map((row, place) => ({ _record: first + place, ...row }));
  const shape = Object.fromEntries(['_record', ...names].map((name) => [name, 'VARCHAR']));
  const typed = columns.map((column) => `cast(${column.name} as ${columnType('duckdb', column)}) as ${column.name}`);
  return `select cast(_record as bigint) as _record, ${typed.join(', ')}
    from (select unnest(from_json(${literal(JSON.stringify(given))}, ${literal(JSON.stringify([shape]))}), recursive := true))`;
}
