/** Which state of the data something is of, and how lately it was asked for: marks of states tell no order. */
export interface Version {
  readonly mark: string;
  /** Grows with every asking. */
  readonly asked: number;
}

export interface RememberedOptions<Value> {
  /** Bytes of everything together, as far as they can be told. */
  readonly mostBytes: number;
  readonly bytesOf: (value: Value) => number;
}

/** Of the room, what one value may take: a large one would push out all the others. */
const largestShare = 1 / 8;

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** What hangs on one state of the data; of another nothing is kept. What was used least lately gives way. */
export class Remembered<Value> {
  readonly #options: RememberedOptions<Value>;
  readonly #entries = new Map<string, Entry<Value>>();
  #version: Version | null = null;
  #bytes = 0;

  constructor(options: RememberedOptions<Value>) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  find(version: Version, key: string): Value | null {
    if (!this.#isAt(version)) return null;
    const entry = this.#entries.get(key);
    if (!entry) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  keep(version: Version, key: string, value: Value): void {
    const { mostBytes, bytesOf } = this.#options;
    const bytes = bytesOf(value) + key.length * 2;
    if (bytes > mostBytes * largestShare || !this.#isAt(version)) return;
    this.#drop(key);
    this.#entries.set(key, { value, bytes });
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
