import type { BulkLoader, LoadSession } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { Release } from '../core/lanes.ts';
import { Lanes } from '../core/lanes.ts';
import { closedFault } from '../core/query-gate.ts';
import { DuckdbLoad } from './load.ts';
import { textFunctions } from '../core/text-functions.ts';
import { duckdbDialect } from './dialect.ts';
import type { DuckdbDatabase } from './open.ts';

export interface LoaderOptions {
  readonly onCommit: () => void;
  /** How long a second load waits for the first. */
  readonly waitMs: number;
}

/** One load at a time, each in a transaction on a connection of its own. */
export class DuckdbLoader implements BulkLoader {
  readonly functions = textFunctions(duckdbDialect);
  readonly #database: DuckdbDatabase;
  readonly #lane = new Lanes(1);
  readonly #options: LoaderOptions;
  readonly #closing = new AbortController();
  #current: DuckdbLoad | null = null;

  constructor(database: DuckdbDatabase, options: LoaderOptions) {
    this.#database = database;
    this.#options = options;
  }

  async begin(phase: 'transaction' | 'staging' = 'transaction'): Promise<LoadSession> {
    const release = await this.#enter();
    try {
      const session = await this.#database.connect();
      const onEnd = (committed: boolean) => {
        this.#current = null;
        if (committed) this.#options.onCommit();
        release();
      };
      const load = await DuckdbLoad.begin(session, onEnd, phase);
      this.#current = load;
      return load;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Rolls back the load under way. */
  async close(): Promise<void> {
    this.#closing.abort(closedFault());
    await this.#current?.abandon(closedFault());
  }

  async #enter(): Promise<Release> {
    const waited = new AbortController();
    const timer = setTimeout(() => waited.abort(busy()), this.#options.waitMs);
    try {
      return await this.#lane.enter(AbortSignal.any([waited.signal, this.#closing.signal]));
    } finally {
      clearTimeout(timer);
    }
  }
}

function busy(): AssayError {
  return new AssayError('WAREHOUSE_UNAVAILABLE', 'Another load is running.', {
    hint: 'Try again when it is done.',
    retryable: true,
  });
}
