import type { ResultColumn } from '@assay/contract';

/** One column of a piece of a result. */
type Cells = ResultColumn['values'];

interface Growing {
  readonly name: string;
  readonly type: ResultColumn['type'];
  readonly values: Cells[number][];
}

/** Gathers pieces of a result, all of the same columns, into whole columns. */
export class ColumnSink {
  readonly #columns: readonly Growing[];

  /** `shape` is any piece of the result, an empty one too. */
  constructor(shape: readonly ResultColumn[]) {
    this.#columns = shape.map(({ name, type }) => ({ name, type, values: [] }));
  }

  add(piece: readonly ResultColumn[]): void {
    piece.forEach((column, index) => {
      const { values } = this.#columns[index] as Growing;
      for (const value of column.values) values.push(value);
    });
  }

  columns(): readonly ResultColumn[] {
    // Each column got only values of its own type: pieces have the same columns in the same order.
    return this.#columns as readonly ResultColumn[];
  }
}
