import { isUtf8 } from 'node:buffer';
import { cellsOf, faults } from './cells.ts';
import type { Splitter } from './splitter.ts';

const lf = 0x0a;
const cr = 0x0d;
const quote = 0x22;
const blank = 0x20;
export const maxRecordBytes = 8 * 1024 * 1024;
const unfinished = -1;
const mark = Buffer.from('\uFEFF', 'utf8');

export interface SplitOptions {
  /** Cells in quotes may hold line ends; the separator says where cells begin. Null: every line is a record. */
  readonly separator: ',' | '\t' | null;
  /** What ends a line. With `\n` a `\r` before it belongs to the line end, so that both kinds may be mixed. */
  readonly lineEnd: '\n' | '\r';
}

/** A record as it stands in the file. Its number counts from 1, its line is the first it is on. */
export interface TextRecord {
  readonly number: number;
  readonly line: number;
  readonly text: string;
  /** Why it cannot be read; null for a record that can be told apart from others. */
  readonly fault: string | null;
}

/**
 * Parts the bytes of a text into records, fed piece by piece. Empty lines are no records. What is broken does not spread:
 * a quote that nothing closes costs the line it stands on, and the next line is read as a new record.
 */
export class RecordSplitter implements Splitter {
  readonly #separator: number | null;
  readonly #lineEnd: number;
  #bytes: Buffer = Buffer.alloc(0);
  #nextQuote = -1;
  #number = 0;
  #line = 1;
  #hasBegun = false;
  #isSkipping = false;
  #records: TextRecord[] = [];

  constructor({ separator, lineEnd }: SplitOptions) {
    this.#separator = separator === null ? null : separator.charCodeAt(0);
    this.#lineEnd = lineEnd.charCodeAt(0);
  }

  /** Records that are complete with this piece. */
  push(piece: Buffer): readonly TextRecord[] {
    return this.#take(this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]), false);
  }

  /** What is left when nothing more comes. */
  end(): readonly TextRecord[] {
    return this.#take(this.#bytes, true);
  }

  #take(bytes: Buffer, isLast: boolean): readonly TextRecord[] {
    this.#records = [];
    this.#nextQuote = -1;
    let start = this.#isSkipping ? this.#skip(bytes) : this.#afterMark(bytes, isLast);
    while (this.#hasBegun && start < bytes.length) {
      const end = this.#endOf(bytes, start, isLast);
      const next = end === unfinished ? this.#giveUp(bytes, start, isLast) : this.#finish(bytes, start, end);
      if (next === start) break;
      start = next;
    }
    this.#bytes = bytes.subarray(start);
    return this.#records;
  }

  /** The mark of the byte order at the start of a file is no part of its first cell. */
  #afterMark(bytes: Buffer, isLast: boolean): number {
    if (this.#hasBegun || (bytes.length < mark.length && !isLast)) return 0;
    this.#hasBegun = true;
    return bytes.subarray(0, mark.length).equals(mark) ? mark.length : 0;
  }

  /**
   * Place of the line end that ends the record at `start`, or `unfinished`. A record of several lines that is broken
   * ends with its first: a quote too many would else take the lines up to the next quote along.
   */
  #endOf(bytes: Buffer, start: number, isLast: boolean): number {
    const end = this.#wellFormedEndOf(bytes, start, isLast);
    const first = bytes.indexOf(this.#lineEnd, start);
    if (end === unfinished || first === -1 || first >= end || this.#separator === null) return end;
    const text = this.#withoutPair(bytes, start, end).toString('utf8');
    return 'fault' in cellsOf(text, String.fromCharCode(this.#separator)) ? first : end;
  }

  #wellFormedEndOf(bytes: Buffer, start: number, isLast: boolean): number {
    const found = bytes.indexOf(this.#lineEnd, start);
    const end = found === -1 ? (isLast ? bytes.length : unfinished) : found;
    if (this.#separator === null) return end;
    if (this.#nextQuote < start) {
      const place = bytes.indexOf(quote, start);
      this.#nextQuote = place === -1 ? Infinity : place;
    }
    // Most records have no quote: then the first line end is the record's.
    if (this.#nextQuote > (end === unfinished ? bytes.length : end)) return end;
    return this.#endBesideQuotes(bytes, start, isLast);
  }

  #endBesideQuotes(bytes: Buffer, start: number, isLast: boolean): number {
    let isCellStart = true;
    let isQuoted = false;
    for (let place = start; place < bytes.length; place += 1) {
      const byte = bytes[place];
      if (isQuoted) {
        if (byte !== quote) continue;
        if (bytes[place + 1] === quote) place += 1;
        else isQuoted = false;
      } else if (byte === this.#lineEnd) return place;
      else if (byte === this.#separator) isCellStart = true;
      else if (byte === quote && isCellStart) {
        isQuoted = true;
        isCellStart = false;
      } else if (byte !== blank) isCellStart = false;
    }
    return isLast && !isQuoted ? bytes.length : unfinished;
  }

  /** Waits for more bytes, unless there are none or too many: then the record ends with its first line. */
  #giveUp(bytes: Buffer, start: number, isLast: boolean): number {
    if (!isLast && bytes.length - start <= maxRecordBytes) return start;
    const found = bytes.indexOf(this.#lineEnd, start);
    if (found !== -1 || isLast) return this.#finish(bytes, start, found === -1 ? bytes.length : found);
    this.#add(bytes.subarray(start, start + maxRecordBytes), faults.tooLong);
    this.#isSkipping = true;
    return bytes.length;
  }

  /** Passes over the rest of a line that is too long. */
  #skip(bytes: Buffer): number {
    const found = bytes.indexOf(this.#lineEnd);
    if (found === -1) return bytes.length;
    this.#isSkipping = false;
    this.#line += 1;
    return found + 1;
  }

  #finish(bytes: Buffer, start: number, end: number): number {
    const record = this.#withoutPair(bytes, start, end);
    if (record.length > maxRecordBytes) this.#add(record.subarray(0, maxRecordBytes), faults.tooLong);
    else if (record.length > 0) this.#add(record, isUtf8(record) ? null : faults.encoding);
    for (let at = record.indexOf(this.#lineEnd); at !== -1; at = record.indexOf(this.#lineEnd, at + 1)) this.#line += 1;
    this.#line += 1;
    return end + 1;
  }

  #withoutPair(bytes: Buffer, start: number, end: number): Buffer {
    const isPair = this.#lineEnd === lf && end > start && bytes[end - 1] === cr;
    return bytes.subarray(start, isPair ? end - 1 : end);
  }

  #add(record: Buffer, fault: string | null): void {
    this.#number += 1;
    this.#records.push({ number: this.#number, line: this.#line, text: record.toString('utf8'), fault });
  }
}

/** What ends the lines of a text: `\r` only where no `\n` comes with or before the first one. */
export function lineEndOf(start: Buffer): '\n' | '\r' {
  const first = start.indexOf(cr);
  if (first === -1 || start[first + 1] === lf) return '\n';
  const newline = start.indexOf(lf);
  return newline !== -1 && newline < first ? '\n' : '\r';
}

/** The first record of a text, as far as `start` holds it. */
export function firstRecordOf(start: Buffer, separator: SplitOptions['separator']): string {
  const splitter = new RecordSplitter({ separator, lineEnd: lineEndOf(start) });
  const [first] = [...splitter.push(start), ...splitter.end()];
  return first?.text ?? '';
}
