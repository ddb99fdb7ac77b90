import type { QueryContext, ResultColumn } from '@assay/contract';
import { AssayError } from '@assay/contract';

const bytesPerCell = 8;
const bytesPerCharacter = 2;

/** Size of a column in memory, near enough for a cap: 8 bytes a cell and 2 a character of text. */
export function sizeOf(column: ResultColumn): number {
  let bytes = column.values.length * bytesPerCell;
  for (const value of column.values) if (typeof value === 'string') bytes += value.length * bytesPerCharacter;
  return bytes;
}

/** Counts a result while it is read and throws WAREHOUSE_LIMIT as soon as it is too large. */
export class ResultCaps {
  readonly #maxRows: number;
  readonly #maxBytes: number;
  #rows = 0;
  #bytes = 0;

  constructor(context: Pick<QueryContext, 'maxRows' | 'maxBytes'>) {
    this.#maxRows = context.maxRows;
    this.#maxBytes = context.maxBytes;
  }

  /** To be called before the rows are decoded. */
  addRows(rows: number): void {
    this.#rows += rows;
    if (this.#rows > this.#maxRows) throw tooLarge(`The answer has more than ${this.#maxRows} rows.`);
  }

  addColumns(columns: readonly ResultColumn[]): void {
    for (const column of columns) this.#bytes += sizeOf(column);
    if (this.#bytes > this.#maxBytes) throw tooLarge(`The answer is larger than ${this.#maxBytes} bytes.`);
  }
}

function tooLarge(message: string): AssayError {
  return new AssayError('WAREHOUSE_LIMIT', message, {
    hint: 'Ask for a shorter range, a coarser grain or fewer groups.',
  });
}
