import type { Engine } from '@assay/contract';
import type { Column } from '../column.ts';
import { columnsOf, keyColumns } from '../columns-of.ts';
import { tableNames, tables } from '../registry.ts';
import { columnType } from './column-type.ts';
import { storages } from './storage.ts';

/** What `createTable` writes. `name` may be a path; each part is quoted by itself. */
export interface TableShape {
  readonly name: readonly string[];
  readonly columns: readonly Column[];
  readonly hasKey: boolean;
  /** Engine clauses after the column list. */
  readonly clauses: readonly string[];
}

export function createTable(engine: Engine, shape: TableShape): string {
  const { quote } = storages[engine];
  const lines = shape.columns.map(
    (column) => `${quote(column.name)} ${columnType(engine, column)}${column.required ? ' not null' : ''}`,
  );
  const key = shape.hasKey ? [`primary key (${keyColumns(shape.columns).map(quote).join(', ')})`] : [];
  const body = [...lines, ...key].map((line) => `  ${line}`).join(',\n');
  return [`create table ${shape.name.map(quote).join('.')} (\n${body}\n)`, ...shape.clauses].join('\n');
}

/**
 * The canonical tables for an empty warehouse: one statement an element, in an order in which they run. Tables land in
 * the current schema (BigQuery: the default data set). An existing table is an error, never silently kept.
 */
export function ddl(engine: Engine): readonly string[] {
  const storage = storages[engine];
  return tableNames.flatMap((name) => {
    const table = tables[name];
    const shape: TableShape = {
      name: [name],
      columns: columnsOf(name),
      hasKey: storage.enforcesKeys,
      clauses: storage.clauses(table),
    };
    return [createTable(engine, shape), ...storage.indexes(table)];
  });
}

/** Statements as the text of a script. */
export function sqlScript(statements: readonly string[]): string {
  return statements.map((statement) => `${statement};\n`).join('\n');
}
