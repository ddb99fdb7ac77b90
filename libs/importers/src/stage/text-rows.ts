import { str } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';

/** Signs of control that stand between cells and between rows; the third alone is a cell of which nothing is given. */
const cellEnd = '\u001f';
const rowEnd = '\u001e';
const absent = '\u0001';
const signs = /[\u0001\u001e\u001f]/;
/** How a sign within a cell is written. The last one is written first, and read last. */
const escapes = [
  [cellEnd, `${absent}c`],
  [rowEnd, `${absent}r`],
  [absent, `${absent}a`],
] as const;

export type Cell = string | number | boolean | null;

/** Rows of two whole numbers and then texts, as one text; the second number may be absent. */
export interface PackedRows {
  readonly count: number;
  readonly text: string;
  /** Some cell holds one of the signs. */
  readonly isEscaped: boolean;
}

/**
 * Collects rows for a table of two numbers and then texts. They go to the engine as one text, which it takes apart on
 * a thread of its own while the next part of the file is read: cell by cell it would cost this thread as much as
 * reading the file does.
 */
export class TextRows {
  #rows: string[] = [];
  #isEscaped = false;

  get count(): number {
    return this.#rows.length;
  }

  add(first: number, second: number | null, cells: Iterable<Cell>): void {
    const texts = [String(first), second === null ? absent : String(second)];
    for (const cell of cells) texts.push(this.#textOf(cell));
    this.#rows.push(texts.join(cellEnd));
  }

  take(): PackedRows {
    // Half of a surrogate pair, as a text cut in the middle of an emoji has, is no text that an engine could hold.
    const text = this.#rows.join(rowEnd).toWellFormed();
    const packed = { count: this.#rows.length, text, isEscaped: this.#isEscaped };
    this.#rows = [];
    this.#isEscaped = false;
    return packed;
  }

  #textOf(cell: Cell): string {
    if (cell === null) return absent;
    if (typeof cell !== 'string') return String(cell);
    if (!signs.test(cell)) return cell;
    this.#isEscaped = true;
    return escapes.toReversed().reduce((text, [sign, written]) => text.replaceAll(sign, written), cell);
  }
}

export interface TextTable {
  readonly table: string;
  /** Two of whole numbers, then those of texts. */
  readonly columns: readonly string[];
}

/** Appends rows to their tables, one after the other, while the next are made. */
export class TextAppender {
  readonly #transaction: Transaction;
  #appending: Promise<void> = Promise.resolve();

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** Begins when what came before is appended. What fails is thrown by the next call, or by `settle`. */
  async append(target: TextTable, rows: PackedRows): Promise<void> {
    await this.#appending;
    if (rows.count === 0) return;
    this.#appending = appendPacked(this.#transaction, target, rows);
    this.#appending.catch(() => undefined);
  }

  /** Waits for the last one. */
  async settle(): Promise<void> {
    await this.#appending;
  }
}

async function appendPacked(
  transaction: Transaction,
  { table, columns }: TextTable,
  { text, isEscaped }: PackedRows,
): Promise<void> {
  const cells = columns.map((_, place) => {
    const cell = `nullif(r[${place + 1}], chr(${absent.charCodeAt(0)}))`;
    if (place < 2) return `cast(${cell} as bigint)`;
    return isEscaped ? unescaped(cell) : cell;
  });
  await transaction.run(
    `insert into ${table} (${columns.map(quoteName).join(', ')}) select ${cells.join(', ')}
    from (select string_split(line, chr(${cellEnd.charCodeAt(0)})) as r
      from (select unnest(string_split(:rows, chr(${rowEnd.charCodeAt(0)}))) as line))`,
    { rows: str(text) },
  );
}

function unescaped(cell: string): string {
  return escapes.reduce((text, [sign, written]) => {
    const mark = `chr(${absent.charCodeAt(0)}) || '${written.slice(1)}'`;
    return `replace(${text}, ${mark}, chr(${sign.charCodeAt(0)}))`;
  }, cell);
}
