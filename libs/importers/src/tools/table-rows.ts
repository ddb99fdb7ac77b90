import type { Cell, PackedRows } from '../stage/text-rows.ts';
import { TextRows } from '../stage/text-rows.ts';
import type { Manner } from './tool.ts';

/** Rows that a reader makes for one table, until they are taken away in batches. People and texts come as keyed hashes. */
export interface TableRows {
  readonly manner: Manner;
  readonly columns: readonly string[];
  /** Rows that wait to be taken. */
  readonly count: number;
  take(): PackedRows;
}

export class RowsOf<Column extends string> implements TableRows {
  readonly manner: Manner;
  readonly columns: readonly Column[];
  readonly #rows = new TextRows();
  #made = 0;

  constructor(manner: Manner, columns: readonly Column[]) {
    this.manner = manner;
    this.columns = columns;
  }

  get count(): number {
    return this.#rows.count;
  }

  /** `record` is null for a row of no single record: what many of them mention. */
  add(record: number | null, row: Readonly<Record<Column, Cell>>): void {
    this.#made += 1;
    this.#rows.add(
      this.#made,
      record,
      this.columns.map((name) => row[name]),
    );
  }

  take(): PackedRows {
    return this.#rows.take();
  }
}
