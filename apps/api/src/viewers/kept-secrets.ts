import { createHash } from 'node:crypto';

/**
 * What is remembered of many: the oldest gives way once there are too many, so that nobody fills the memory by being new
 * again and again.
 */
export class LatestOf<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    this.#values.set(key, value);
    const oldest = this.#values.keys().next();
    if (this.#values.size > this.#most && !oldest.done) this.#values.delete(oldest.value);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}

/** Kept in the place of a secret: looked up by its hash, it tells nothing by how long that takes, nor to who reads memory. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('base64url');
}
