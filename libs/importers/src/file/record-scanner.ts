export type LineEnd = '\n' | '\r\n' | '\r';

export interface ScanOptions {
  /** Quoted cells hold line ends and separators. Off where every line is a record. */
  readonly separator: ',' | '\t' | null;
  /** The first record names the columns. */
  readonly hasHeader: boolean;
}

const lf = 0x0a;
const cr = 0x0d;
const quote = 0x22;
const atStart = 0;
const inPlain = 1;
const inQuoted = 2;
const afterQuote = 3;
const maxHeaderBytes = 65_536;

/**
 * Finds where the records of a delimited file begin, byte by byte, without reading a cell: so records are counted and
 * numbered independently of the engine that reads them. Fed with pieces of any size. A line without a byte is no record.
 */
export class RecordScanner {
  readonly lines = new LineNumbers();
  /** Rows without a byte, as the engine numbers rows: the header and empty ones count. */
  readonly #blankRows: number[] = [];
  readonly #separator: number;
  readonly #hasHeader: boolean;
  readonly #header: Buffer[] = [];
  readonly #lineEnds = new Set<LineEnd>();
  #headerBytes = 0;
  #state = atStart;
  #line = 1;
  #row = 1;
  #rowLine = 1;
  #isBlank = true;
  #previous = 0;
  #endedByCr = false;

  constructor(options: ScanOptions) {
    this.#separator = options.separator === null ? -1 : options.separator.charCodeAt(0);
    this.#hasHeader = options.hasHeader;
  }

  get lineEnds(): ReadonlySet<LineEnd> {
    return this.#lineEnds;
  }

  get header(): Buffer {
    return Buffer.concat(this.#header);
  }

  push(chunk: Buffer): void {
    if (this.#hasHeader && this.#row === 1) this.#keepHeader(chunk);
    // By index: an iterator over bytes takes five times as long.
    for (let index = 0; index < chunk.length; index += 1) this.#take(chunk[index] ?? 0);
  }

  end(): void {
    if (this.#endedByCr) this.#lineEnds.add('\r');
    this.#endedByCr = false;
    if (!this.#isBlank) this.#endRow();
  }

  /** Record of a row as the engine numbers rows, from 1; null for the header and for empty lines. */
  recordAt(row: number): number | null {
    const first = this.#hasHeader ? 2 : 1;
    if (row < first || row >= this.#row) return null;
    const blanks = this.#blanksBefore(row);
    if (this.#blankRows[blanks] === row) return null;
    return row - first + 1 - blanks;
  }

  /** Binary search: a file may hold as many empty lines as records. The header is never empty when this is asked. */
  #blanksBefore(row: number): number {
    let low = 0;
    let high = this.#blankRows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#blankRows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #take(byte: number): void {
    if (this.#endedByCr) {
      this.#endedByCr = false;
      this.#lineEnds.add(byte === lf ? '\r\n' : '\r');
      if (byte === lf) {
        this.#previous = byte;
        return;
      }
    }
    if (byte === lf || byte === cr) this.#takeLineEnd(byte);
    else this.#takeOther(byte);
    this.#previous = byte;
  }

  #takeLineEnd(byte: number): void {
    const isSecondHalf = byte === lf && this.#previous === cr;
    if (!isSecondHalf) this.#line += 1;
    if (this.#state === inQuoted) return;
    if (byte === cr) this.#endedByCr = true;
    else this.#lineEnds.add('\n');
    this.#endRow();
  }

  #takeOther(byte: number): void {
    this.#isBlank = false;
    if (this.#state === inQuoted) {
      if (byte === quote) this.#state = afterQuote;
    } else if (byte === this.#separator) this.#state = atStart;
    else if (byte === quote && this.#separator !== -1 && this.#state !== inPlain) this.#state = inQuoted;
    else this.#state = inPlain;
  }

  #endRow(): void {
    if (this.#isBlank) this.#blankRows.push(this.#row);
    else if (!this.#hasHeader || this.#row > 1) this.lines.push(this.#rowLine);
    this.#row += 1;
    this.#rowLine = this.#line;
    this.#isBlank = true;
    this.#state = atStart;
  }

  #keepHeader(chunk: Buffer): void {
    const room = maxHeaderBytes - this.#headerBytes;
    if (room <= 0) return;
    this.#header.push(Buffer.from(chunk.subarray(0, room)));
    this.#headerBytes += Math.min(room, chunk.length);
  }
}

/** First line of each record, by record number from 1. */
export class LineNumbers {
  #values = new Uint32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(line: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = line;
    this.#count += 1;
  }

  of(record: number): number | null {
    return record >= 1 && record <= this.#count ? (this.#values[record - 1] ?? null) : null;
  }
}
