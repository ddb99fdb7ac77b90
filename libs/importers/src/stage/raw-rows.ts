import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { quoteName } from '../quote.ts';
import type { RowBatch } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { givenColumnsOf, offeredText, rawTable } from './columns.ts';
import type { PackedRows } from './text-rows.ts';
import { TextAppender, TextRows } from './text-rows.ts';

/** Some rows of a table, numbered from 1 in the order in which they come. */
export interface TextBatch {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly rows: PackedRows;
}

/** The raw tables of rows that are made in memory: batches of several tables, in any order, as text. */
export class RawRows {
  readonly #transaction: Transaction;
  readonly #keepsContent: boolean;
  readonly #columns = new Map<TableName, readonly string[]>();
  readonly #counts = new Map<TableName, number>();
  readonly #appender: TextAppender;

  /** @param keepsContent texts that rows offer are taken; else they are left out before they reach a table */
  constructor(transaction: Transaction, keepsContent: boolean) {
    this.#transaction = transaction;
    this.#keepsContent = keepsContent;
    this.#appender = new TextAppender(transaction);
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
    const { table, columns, rows } = this.#keepsContent ? batch : withoutTexts(batch);
    const packed = new TextRows();
    let number = this.#counts.get(table) ?? 0;
    for (const { record, cells } of rows) packed.add((number += 1), record, cells);
    await this.appendText({ table, columns, rows: packed.take() });
  }

  /** As `TextAppender` does: `settle` waits for the end. */
  async appendText(batch: TextBatch): Promise<void> {
    const { table, columns, rows } = batch;
    const known = this.#columns.get(table);
    if (known === undefined) await createRaw(this.#transaction, batch);
    else if (known.join() !== columns.join()) throw invalid(`Two batches of ${table} give different columns.`);
    this.#columns.set(table, columns);
    this.#counts.set(table, (this.#counts.get(table) ?? 0) + rows.count);
    await this.#appender.append({ table: rawTable(table), columns: [...numbers, ...columns] }, rows);
  }

  async settle(): Promise<void> {
    await this.#appender.settle();
  }
}

/** Numbers before the cells of a row: its own, and that of its record. */
const numbers = ['_row', '_record'] as const;

function withoutTexts(batch: RowBatch): RowBatch {
  const { table, columns, rows } = batch;
  if (table === 'ref_content') throw invalid('Texts are offered beside the row they belong to, not as ref_content.');
  const place = columns.indexOf(offeredText);
  return place === -1 ? batch : { table, columns: columns.toSpliced(place, 1), rows: rowsWithout(rows, place) };
}

function* rowsWithout(rows: RowBatch['rows'], place: number): RowBatch['rows'] {
  for (const { record, cells } of rows) yield { record, cells: cells.toSpliced(place, 1) };
}

async function createRaw(transaction: Transaction, { table, columns }: Pick<TextBatch, 'table' | 'columns'>) {
  const given = givenColumnsOf(table);
  const strange = columns.find((name) => !given.some((column) => column.name === name));
  if (strange !== undefined) throw invalid(`Rows of ${table} give ${strange}, which a source may not fill.`);
  const missing = given.find((column) => column.required && !columns.includes(column.name));
  if (missing !== undefined) throw invalid(`Rows of ${table} do not give ${missing.name}.`);
  const cells = columns.map((name) => `${quoteName(name)} varchar`);
  await transaction.run(`create temp table ${rawTable(table)} (_row bigint, _record bigint, ${cells.join(', ')})`);
}

function invalid(message: string): AssayError {
  return new AssayError('INTERNAL', message);
}
