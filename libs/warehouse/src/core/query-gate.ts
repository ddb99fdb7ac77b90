import type { QueryContext, Result, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { Deadline } from './deadline.ts';
import { startDeadline } from './deadline.ts';
import { InFlight } from './in-flight.ts';
import { Lanes } from './lanes.ts';
import { statementKey } from './statement-key.ts';

export interface GateOptions {
  /** Executions at a time. */
  readonly limit: number;
}

export interface Shared {
  /** Changes whenever the data may have changed: equal statements share a run only within one snapshot. */
  readonly snapshot: string;
  readonly execute: (signal: AbortSignal) => Promise<Result>;
}

/**
 * What every query of an engine passes: its deadline, the sharing of equal statements, and the limit of executions at a
 * time. The engine gives the execution itself and stops it when the signal it is handed fires.
 */
export class QueryGate {
  readonly #lanes: Lanes;
  readonly #shared = new InFlight<Result>();
  readonly #open = new Set<Deadline>();
  #closed = false;

  constructor(options: GateOptions) {
    this.#lanes = new Lanes(options.limit);
  }

  /** Executions under way, and callers waiting for a place. */
  get load(): { readonly busy: number; readonly waiting: number } {
    return { busy: this.#lanes.busy, waiting: this.#lanes.waiting };
  }

  async query(statement: Statement, context: QueryContext, { snapshot, execute }: Shared): Promise<Result> {
    const deadline = this.#begin(context);
    try {
      const key = statementKey(statement, context, snapshot);
      return await this.#shared.join(key, deadline.signal, (signal) => this.#lanes.run(signal, () => execute(signal)));
    } finally {
      this.#end(deadline);
    }
  }

  /** One execution that is shared with nobody. */
  async work<T>(context: QueryContext, execute: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = this.#begin(context);
    try {
      return await this.#lanes.run(deadline.signal, () => execute(deadline.signal));
    } finally {
      this.#end(deadline);
    }
  }

  /** Streams are never shared: their readers take their own time. */
  async *stream<T>(context: QueryContext, execute: (signal: AbortSignal) => AsyncIterable<T>): AsyncGenerator<T> {
    const deadline = this.#begin(context);
    try {
      const release = await this.#lanes.enter(deadline.signal);
      // A reader who never comes back would keep the place for good.
      deadline.signal.addEventListener('abort', release, { once: true });
      try {
        yield* execute(deadline.signal);
      } finally {
        release();
      }
    } finally {
      this.#end(deadline);
    }
  }

  /** Refuses what comes and stops what runs. */
  close(): void {
    this.#closed = true;
    for (const deadline of this.#open) deadline.stop(closedFault());
  }

  #begin(context: QueryContext): Deadline {
    if (this.#closed) throw closedFault();
    const deadline = startDeadline(context);
    this.#open.add(deadline);
    return deadline;
  }

  #end(deadline: Deadline): void {
    this.#open.delete(deadline);
    deadline.end();
  }
}

export function closedFault(): AssayError {
  return new AssayError('WAREHOUSE_UNAVAILABLE', 'The warehouse is closed.', { hint: 'Open it again.' });
}
