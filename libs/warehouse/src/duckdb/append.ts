import type { DuckDBAppender, DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { DuckDBDataChunk } from '@duckdb/node-api';
import { setImmediate } from 'node:timers/promises';
import type { AppendColumn, Parameter } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { assertRunning } from '../core/deadline.ts';
import { writerOf } from './write-cell.ts';

const chunkRows = 2048;
const tableName = /^(?:([A-Za-z_][A-Za-z0-9_]*)\.)?([A-Za-z_][A-Za-z0-9_]*)$/;

export interface AppendTarget {
  readonly table: string;
  readonly columns: readonly AppendColumn[];
  readonly signal: AbortSignal;
}

type Row = readonly Parameter['value'][];

interface TableColumn {
  readonly name: string;
  readonly type: DuckDBType;
  /** Place in the given rows; null where the rows do not have this column, which is then null. */
  readonly place: number | null;
  readonly write: (value: Exclude<Parameter['value'], null>) => DuckDBValue;
}

/**
 * Appends rows in chunks, each column by name; columns of the table that are not given become null, whatever their
 * default. Returns the number of rows. PARAM_INVALID names the row and the column, never the value.
 */
export async function appendRows(
  connection: DuckDBConnection,
  target: AppendTarget,
  rows: Iterable<Row>,
): Promise<number> {
  const match = tableName.exec(target.table);
  if (match === null)
    throw new AssayError('WAREHOUSE_SYNTAX', 'A table to append to is written as name or schema.name.');
  const [, schema = null, name = ''] = match;
  const appender = await connection.createAppender(name, schema);
  try {
    const columns = await tableColumns(connection, appender, target);
    return await appendChunks(appender, columns, { rows, signal: target.signal });
  } finally {
    appender.closeSync();
  }
}

async function tableColumns(
  connection: DuckDBConnection,
  appender: DuckDBAppender,
  target: AppendTarget,
): Promise<TableColumn[]> {
  const prepared = await connection.prepare(`select * from ${target.table} limit 0`);
  const names = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index));
  prepared.destroySync();
  const unknown = target.columns.find((column) => !names.includes(column.name));
  if (unknown !== undefined)
    throw new AssayError('WAREHOUSE_NOT_FOUND', `The table ${target.table} has no column ${unknown.name}.`);
  return names.map((name, index) => {
    const type = appender.columnType(index);
    const place = target.columns.findIndex((column) => column.name === name);
    const given = target.columns[place];
    if (given === undefined) return { name, type, place: null, write: () => null };
    return { name, type, place, write: writerOf(given, type) };
  });
}

interface Source {
  readonly rows: Iterable<Row>;
  readonly signal: AbortSignal;
}

async function appendChunks(
  appender: DuckDBAppender,
  columns: readonly TableColumn[],
  source: Source,
): Promise<number> {
  const chunk = DuckDBDataChunk.create(
    columns.map((column) => column.type),
    chunkRows,
  );
  let cells: DuckDBValue[][] = columns.map(() => []);
  let pending = 0;
  let total = 0;
  const flush = () => {
    chunk.reset();
    chunk.setColumns(cells);
    appender.appendDataChunk(chunk);
    cells = columns.map(() => []);
    pending = 0;
  };
  for (const row of source.rows) {
    total += 1;
    columns.forEach((column, index) => cells[index]?.push(cellOf(column, row, total)));
    pending += 1;
    if (pending < chunkRows) continue;
    flush();
    await setImmediate();
    assertRunning(source.signal);
  }
  if (pending > 0) flush();
  appender.flushSync();
  return total;
}

function cellOf(column: TableColumn, row: Row, number: number): DuckDBValue {
  const value = column.place === null ? null : row[column.place];
  if (value === null) return null;
  if (value === undefined)
    throw new AssayError('PARAM_INVALID', `Row ${number} has no cell for the column ${column.name}.`);
  try {
    return column.write(value);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    throw new AssayError(error.code, `Row ${number}, column ${column.name}: ${error.message}`);
  }
}
