import type { TableName } from '@assay/model';
import type { TextBatch, TextRow } from '../stage/raw-rows.ts';
import type { Manner } from './tool.ts';

export type Cell = string | number | boolean | null;

/** Rows that a reader makes for one table, until they are taken away in batches. People and texts come as keyed hashes. */
export interface TableRows {
  readonly manner: Manner;
  readonly columns: readonly string[];
  /** Rows that wait to be taken. */
  readonly count: number;
  take(): TextBatch;
}

export class RowsOf<Column extends string> implements TableRows {
  readonly manner: Manner;
  readonly columns: readonly Column[];
  readonly #table: TableName;
  #made = 0;
  #rows: TextRow[] = [];

  constructor(manner: Manner, columns: readonly Column[]) {
    this.manner = manner;
    this.#table = manner.table;
    this.columns = columns;
  }

  get count(): number {
    return this.#rows.length;
  }

  /** `record` is null for a row of no single record: what many of them mention. */
  add(record: number | null, row: Readonly<Record<Column, Cell>>): void {
    this.#made += 1;
    const cells: (string | number | null)[] = [this.#made, record];
    for (const name of this.columns) {
      const cell = row[name];
      cells.push(cell === null || typeof cell === 'string' ? cell : String(cell));
    }
    this.#rows.push(cells);
  }

  take(): TextBatch {
    const batch = { table: this.#table, columns: this.columns, rows: this.#rows };
    this.#rows = [];
    return batch;
  }
}
