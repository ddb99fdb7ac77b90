import type { DuckDBConnection } from '@duckdb/node-api';
import { AssayError } from '@assay/contract';
import { assertRunning } from '../core/deadline.ts';
import { closedFault } from '../core/query-gate.ts';

const repeatMs = 20;
const never = new AbortController().signal;

/** Something on the connection that has to be ended before the connection is: a result that is being read. */
export interface Held {
  end(): Promise<void>;
}

/**
 * One connection with at most one call in flight. An interrupt carries the number of the run it is meant for, so that
 * it can never hit the next one.
 */
export class DuckdbSession {
  readonly #connection: DuckDBConnection;
  #generation = 0;
  #running: number | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #held: Held | null = null;
  #closed = false;

  /** Statements of loads are left to the engine's own threads. */
  readonly loadsAside: boolean;

  constructor(connection: DuckDBConnection, loadsAside = false) {
    this.#connection = connection;
    this.loadsAside = loadsAside;
  }

  /** Number of the run in flight; null when idle. */
  get running(): number | null {
    return this.#running;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Stops the engine when `signal` fires; the promise settles when the engine has stopped. */
  async run<T>(signal: AbortSignal, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    assertRunning(signal);
    if (this.#closed) throw closedFault();
    if (this.#running !== null)
      throw new AssayError('INTERNAL', 'A connection got a second statement while one was running.');
    const generation = (this.#generation += 1);
    this.#running = generation;
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      this.interrupt(generation);
      // DuckDB forgets an interrupt that comes just before it starts to execute, so it is told again.
      timer = setInterval(() => this.interrupt(generation), repeatMs);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      const promise = work(this.#connection);
      this.#work = promise;
      return await promise;
    } finally {
      this.#running = null;
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      if (this.#closed) this.#disconnect();
    }
  }

  /** No effect unless that run is still in flight. */
  interrupt(generation: number): void {
    if (this.#running === generation) this.#connection.interrupt();
  }

  /** To be called within the run that made it. Ended by `letGo`, or by `close` where the reader never comes back. */
  hold(held: Held): void {
    this.#held = held;
  }

  async letGo(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null && !this.#closed) await this.run(never, () => held.end());
  }

  /** Refuses further runs and disconnects, at once or when the run in flight is over: DuckDB crashes on a busy one. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#running === null) this.#disconnect();
  }

  /** Resolves when nothing is in flight; never rejects. After `close` that is for good. */
  async settled(): Promise<void> {
    while (this.#running !== null) {
      await this.#work.then(
        () => undefined,
        () => undefined,
      );
    }
  }

  #disconnect(): void {
    const held = this.#held;
    if (held === null) {
      this.#connection.closeSync();
      return;
    }
    this.#held = null;
    this.#running = this.#generation += 1;
    this.#work = held.end().finally(() => {
      this.#running = null;
      this.#connection.closeSync();
    });
  }
}
