import { isUtf8 } from 'node:buffer';
import { faults } from './cells.ts';
import { maxRecordBytes } from './record-splitter.ts';
import type { TextRecord } from './record-splitter.ts';
import type { Splitter } from './splitter.ts';

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const mark = Buffer.from('\uFEFF', 'utf8');

/** What a byte outside a text does: 1 opens, 2 closes, 3 begins a text, 4 ends a line, 5 is spacing or a comma. */
const kinds = new Uint8Array(256);
for (const [characters, kind] of [
  ['{[', 1],
  ['}]', 2],
  ['"', 3],
  ['\n', 4],
  [' \t\r,', 5],
] as const)
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;

/**
 * Parts a JSON text into the elements of its list, pretty-printed or in one line; a text without a list around it, of
 * one object or of several one after another, into its objects. Only brackets and quotes are looked at: what stands
 * inside an element is for whoever reads it. An element longer than 8 MB is passed over without being held.
 */
export class JsonSplitter implements Splitter {
  #records: TextRecord[] = [];
  #number = 0;
  #line = 1;
  #depth = 0;
  /** Depth of the elements: 1 inside a list. */
  #floor = 0;
  #hasBegun = false;
  #isClosed = false;
  #isText = false;
  #isEscaped = false;
  /** Where the element began: the line, or 0 between elements. */
  #firstLine = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;

  push(piece: Buffer): readonly TextRecord[] {
    this.#records = [];
    this.#scan(piece, this.#hasBegun ? 0 : this.#begin(piece));
    return this.#records;
  }

  end(): readonly TextRecord[] {
    this.#records = [];
    if (this.#firstLine > 0) this.#give(this.#depth > this.#floor || this.#isText ? faults.cutOff : null);
    else if (this.#floor === 1 && !this.#isClosed) {
      this.#firstLine = this.#line;
      this.#give(faults.openList);
    }
    return this.#records;
  }

  /** Place of the first byte of the elements: behind the mark of the byte order and the bracket of the list. */
  #begin(piece: Buffer): number {
    let start = 0;
    for (; start < piece.length; start += 1) {
      const byte = piece[start] as number;
      if (byte === lineFeed) this.#line += 1;
      if ((kinds[byte] ?? 0) < 4 && !mark.includes(byte)) break;
    }
    if (start === piece.length) return start;
    this.#hasBegun = true;
    if (piece[start] !== 0x5b) return start;
    this.#floor = 1;
    this.#depth = 1;
    return start + 1;
  }

  #scan(piece: Buffer, from: number): void {
    let start = from;
    for (let place = from; place < piece.length; place += 1) {
      const byte = piece[place] as number;
      if (this.#isText) {
        place = this.#endOfText(piece, place);
        // A text that is an element of the list ends here.
        if (!this.#isText && this.#depth === this.#floor) start = this.#finish(piece, start, place + 1);
        continue;
      }
      const kind = kinds[byte] as number;
      if (kind === 0 || kind > 3) {
        if (kind === 4) this.#line += 1;
        // Numbers and words that are elements end with what comes between elements.
        const isBetween = kind !== 0 && this.#depth === this.#floor;
        if (isBetween && this.#firstLine > 0) this.#finish(piece, start, place);
        if (isBetween) start = place + 1;
        else if (this.#firstLine === 0) this.#firstLine = this.#line;
        continue;
      }
      if (kind === 2) {
        if (this.#depth === this.#floor) {
          if (this.#firstLine > 0) this.#finish(piece, start, place);
          this.#isClosed = true;
          start = place + 1;
          continue;
        }
        this.#depth -= 1;
        if (this.#depth === this.#floor) start = this.#finish(piece, start, place + 1);
        continue;
      }
      if (this.#firstLine === 0) this.#firstLine = this.#line;
      if (kind === 1) this.#depth += 1;
      else this.#isText = true;
    }
    if (this.#firstLine > 0) this.#hold(piece.subarray(start));
  }

  /** Place of the quote that ends the text, or the last of the piece. */
  #endOfText(piece: Buffer, from: number): number {
    let place = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      place += 1;
    }
    for (; place < piece.length; place += 1) {
      const byte = piece[place];
      if (byte === backslash) place += 1;
      else if (byte === quote) {
        this.#isText = false;
        return place;
      }
    }
    this.#isEscaped = place > piece.length;
    return piece.length - 1;
  }

  #hold(bytes: Buffer): void {
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > maxRecordBytes) this.#held = [];
    else this.#held.push(bytes);
  }

  #finish(piece: Buffer, start: number, end: number): number {
    this.#hold(piece.subarray(start, end));
    this.#give(null);
    return end;
  }

  #give(fault: string | null): void {
    const [first] = this.#held;
    const bytes = this.#held.length === 1 && first ? first : Buffer.concat(this.#held);
    const found =
      this.#heldBytes > maxRecordBytes ? faults.tooLong : (fault ?? (isUtf8(bytes) ? null : faults.encoding));
    this.#number += 1;
    this.#records.push({ number: this.#number, line: this.#firstLine, text: bytes.toString('utf8'), fault: found });
    this.#firstLine = 0;
    this.#held = [];
    this.#heldBytes = 0;
  }
}
