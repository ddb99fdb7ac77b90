import type { AppendColumn, Parameter } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { quoteName } from '../quote.ts';
import type { GivenRow, RowBatch, RowSource } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { givenColumnsOf, rawTable } from './columns.ts';
import type { Given } from './stage-recipe.ts';

/** Appends rows made in memory, as text, to the raw table of each table they come for. */
export async function stageRows(
  transaction: Transaction,
  source: RowSource,
  onRecords: (records: number) => void,
): Promise<readonly Given[]> {
  const staged = new Map<TableName, readonly string[]>();
  const counts = new Map<TableName, number>();
  for await (const batch of source.batches) {
    const columns = staged.get(batch.table);
    if (columns === undefined) await createRaw(transaction, batch);
    else if (columns.join() !== batch.columns.join())
      throw invalid(`Two batches of ${batch.table} give different columns.`);
    staged.set(batch.table, batch.columns);
    const first = (counts.get(batch.table) ?? 0) + 1;
    const appended = await transaction.append(rawTable(batch.table), rawColumns(batch), rawRows(batch.rows, first));
    counts.set(batch.table, first + appended - 1);
    onRecords(Math.max(...counts.values()));
  }
  return [...staged].map(([table, columns]) => ({ table, columns, isTyped: false }));
}

async function createRaw(transaction: Transaction, { table, columns }: RowBatch): Promise<void> {
  const given = givenColumnsOf(table);
  const strange = columns.find((name) => !given.some((column) => column.name === name));
  if (strange !== undefined) throw invalid(`Rows of ${table} give ${strange}, which a source may not fill.`);
  const missing = given.find((column) => column.required && !columns.includes(column.name));
  if (missing !== undefined) throw invalid(`Rows of ${table} do not give ${missing.name}.`);
  const cells = columns.map((name) => `${quoteName(name)} varchar`);
  await transaction.run(`create temp table ${rawTable(table)} (_row bigint, _record bigint, ${cells.join(', ')})`);
}

function rawColumns({ columns }: RowBatch): readonly AppendColumn[] {
  return [
    { name: '_row', type: 'int' },
    { name: '_record', type: 'int' },
    ...columns.map((name) => ({ name, type: 'str' }) as const),
  ];
}

function* rawRows(rows: Iterable<GivenRow>, first: number): Generator<readonly Parameter['value'][]> {
  let number = first;
  for (const { record, cells } of rows) {
    yield [number, record, ...cells.map((cell) => (cell === null ? null : String(cell)))];
    number += 1;
  }
}

function invalid(message: string): AssayError {
  return new AssayError('INTERNAL', message);
}
