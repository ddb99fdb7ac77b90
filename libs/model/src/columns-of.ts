import type { Column } from './column.ts';
import type { TableName } from './registry.ts';
import { tables } from './registry.ts';
import { systemColumns } from './system-columns.ts';

/** The columns a table has of its own, in order. */
export function ownColumnsOf(name: TableName): readonly Column[] {
  return tables[name].columns;
}

/** Every column a table has in a database, in order: its own, then the system columns. */
export function columnsOf(name: TableName): readonly Column[] {
  return [...ownColumnsOf(name), ...systemColumns];
}

/** Names of the columns that identify a row among the current ones, in the order of the key. */
export function primaryKeyOf(name: TableName): readonly string[] {
  return keyColumns(ownColumnsOf(name));
}

export function keyColumns(columns: readonly Column[]): readonly string[] {
  return columns
    .filter((column) => column.key !== null)
    .toSorted((a, b) => (a.key ?? 0) - (b.key ?? 0))
    .map((column) => column.name);
}
