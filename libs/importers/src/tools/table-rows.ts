import type { TableName } from '@assay/model';
import type { GivenRow, RowBatch } from '../source.ts';
import type { Manner } from './tool.ts';

export type Cell = string | number | boolean | null;

/** Rows that a reader makes for one table, until they are taken away in batches. People and texts come as keyed hashes. */
export interface TableRows {
  readonly manner: Manner;
  readonly columns: readonly string[];
  readonly count: number;
  take(): RowBatch;
}

export class RowsOf<Column extends string> implements TableRows {
  readonly manner: Manner;
  readonly columns: readonly Column[];
  readonly #table: TableName;
  #rows: GivenRow[] = [];

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
    this.#rows.push({ record, cells: this.columns.map((name) => row[name]) });
  }

  take(): RowBatch {
    const batch = { table: this.#table, columns: this.columns, rows: this.#rows };
    this.#rows = [];
    return batch;
  }
}
