import type { Result, ResultColumn } from '@assay/contract';

export interface CacheOptions {
  /** Bytes of all results together, as far as they can be told. */
  readonly mostBytes: number;
}

/** A page is some ten results of some ten kilobytes; a thousand pages fit. */
export const usualCache: CacheOptions = { mostBytes: 64 * 1024 * 1024 };

/** Of the room, what one result may take: a large one would push out all the others. */
const largestShare = 1 / 8;

interface Entry {
  readonly result: Result;
  readonly bytes: number;
}

/** Which state of the data a result is of, and how lately it was asked for: marks of states tell no order. */
export interface Version {
  readonly mark: string;
  /** Grows with every asking. */
  readonly asked: number;
}

/** Results of one state of the data; of another nothing is kept. What was used least lately gives way. */
export class ResultCache {
  readonly #options: CacheOptions;
  readonly #entries = new Map<string, Entry>();
  #version: Version | null = null;
  #bytes = 0;

  constructor(options: CacheOptions = usualCache) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  find(version: Version, key: string): Result | null {
    if (!this.#isAt(version)) return null;
    const entry = this.#entries.get(key);
    if (!entry) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.result;
  }

  keep(version: Version, key: string, result: Result): void {
    const { mostBytes } = this.#options;
    const bytes = bytesOf(result) + key.length * 2;
    if (bytes > mostBytes * largestShare || !this.#isAt(version)) return;
    this.#drop(key);
    this.#entries.set(key, { result, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#drop(oldest);
    }
  }

  /** Moves on to a state that was asked for later; one that was asked for before it has been left for good. */
  #isAt(version: Version): boolean {
    if (this.#version?.mark === version.mark) return true;
    if (this.#version && this.#version.asked > version.asked) return false;
    this.#entries.clear();
    this.#bytes = 0;
    this.#version = version;
    return true;
  }

  #drop(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}

/** A cell that is no text, with its place in the column. */
const cellBytes = 16;

function bytesOf({ columns }: Result): number {
  return columns.reduce((sum, column) => sum + column.name.length * 2 + columnBytes(column), 0);
}

function columnBytes({ values }: ResultColumn): number {
  return values.reduce<number>((sum, value) => sum + cellBytes + (typeof value === 'string' ? value.length * 2 : 0), 0);
}
