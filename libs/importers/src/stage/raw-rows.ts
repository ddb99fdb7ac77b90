import type { AppendColumn } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { quoteName } from '../quote.ts';
import type { GivenRow, RowBatch } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { givenColumnsOf, offeredText, rawTable } from './columns.ts';

/** Number of the row in its table, number of its record, then a text a column. */
export type TextRow = readonly (string | number | null)[];

export interface TextBatch {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly TextRow[];
}

/** The raw tables of rows that are made in memory: batches of several tables, in any order, as text. */
export class RawRows {
  readonly #transaction: Transaction;
  readonly #keepsContent: boolean;
  readonly #columns = new Map<TableName, readonly string[]>();
  readonly #counts = new Map<TableName, number>();

  /** @param keepsContent texts that rows offer are taken; else they are left out before they reach a table */
  constructor(transaction: Transaction, keepsContent: boolean) {
    this.#transaction = transaction;
    this.#keepsContent = keepsContent;
  }

  /** Columns by table, of the tables that rows came for. */
  get columns(): ReadonlyMap<TableName, readonly string[]> {
    return this.#columns;
  }

  /** Rows of the table that has most of them. */
  get most(): number {
    return Math.max(0, ...this.#counts.values());
  }

  async append(batch: RowBatch): Promise<void> {
    await this.#append(batch, textRows(batch.rows, this.#counts.get(batch.table) ?? 0));
  }

  async appendText(batch: TextBatch): Promise<void> {
    await this.#append(batch, batch.rows);
  }

  async #append(offered: Offered, offeredRows: Iterable<TextRow>): Promise<void> {
    const { batch, rows } = this.#keepsContent
      ? { batch: offered, rows: offeredRows }
      : withoutTexts(offered, offeredRows);
    const { table, columns } = batch;
    const known = this.#columns.get(table);
    if (known === undefined) await createRaw(this.#transaction, batch);
    else if (known.join() !== columns.join()) throw invalid(`Two batches of ${table} give different columns.`);
    this.#columns.set(table, columns);
    const appended = await this.#transaction.append(rawTable(table), rawColumns(batch), rows);
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + appended);
  }
}

type Offered = Pick<RowBatch, 'table' | 'columns'>;

function withoutTexts(
  batch: Offered,
  rows: Iterable<TextRow>,
): { readonly batch: Offered; readonly rows: Iterable<TextRow> } {
  const { table, columns } = batch;
  if (table === 'ref_content') throw invalid('Texts are offered beside the row they belong to, not as ref_content.');
  const place = columns.indexOf(offeredText);
  if (place === -1) return { batch, rows };
  return { batch: { table, columns: columns.toSpliced(place, 1) }, rows: rowsWithout(rows, place + numbers) };
}

/** Numbers before the cells of a row: its own, and that of its record. */
const numbers = 2;

function* rowsWithout(rows: Iterable<TextRow>, place: number): Generator<TextRow> {
  for (const row of rows) yield row.toSpliced(place, 1);
}

async function createRaw(transaction: Transaction, { table, columns }: Offered): Promise<void> {
  const given = givenColumnsOf(table);
  const strange = columns.find((name) => !given.some((column) => column.name === name));
  if (strange !== undefined) throw invalid(`Rows of ${table} give ${strange}, which a source may not fill.`);
  const missing = given.find((column) => column.required && !columns.includes(column.name));
  if (missing !== undefined) throw invalid(`Rows of ${table} do not give ${missing.name}.`);
  const cells = columns.map((name) => `${quoteName(name)} varchar`);
  await transaction.run(`create temp table ${rawTable(table)} (_row bigint, _record bigint, ${cells.join(', ')})`);
}

function rawColumns({ columns }: Pick<RowBatch, 'columns'>): readonly AppendColumn[] {
  return [
    { name: '_row', type: 'int' },
    { name: '_record', type: 'int' },
    ...columns.map((name) => ({ name, type: 'str' }) as const),
  ];
}

function* textRows(rows: Iterable<GivenRow>, given: number): Generator<TextRow> {
  let number = given;
  for (const { record, cells } of rows) {
    number += 1;
    yield [number, record, ...cells.map((cell) => (cell === null ? null : String(cell)))];
  }
}

function invalid(message: string): AssayError {
  return new AssayError('INTERNAL', message);
}
