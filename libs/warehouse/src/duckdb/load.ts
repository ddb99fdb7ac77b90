import { randomUUID } from 'node:crypto';
import type { AppendColumn, LoadSession, Parameter, QueryContext, Result, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { collect } from '../core/collect.ts';
import { startDeadline } from '../core/deadline.ts';
import { classifyFault } from '../core/faults.ts';
import { Lanes } from '../core/lanes.ts';
import { appendRows } from './append.ts';
import { faultRules } from './faults.ts';
import type { Execution } from './read-pieces.ts';
import { readPieces } from './read-pieces.ts';
import type { DuckdbSession } from './session.ts';

type OnEnd = (committed: boolean) => void;

/**
 * One write transaction. After any failure inside it, `commit` rolls back and throws: what a failed step left behind is
 * not known, so nothing of it is kept.
 */
export class DuckdbLoad implements LoadSession {
  readonly #session: DuckdbSession;
  readonly #onEnd: OnEnd;
  readonly #steps = new Lanes(1);
  readonly #stop = new AbortController();
  #state: 'open' | 'failed' | 'ended' = 'open';
  #hasEntered = false;

  private constructor(session: DuckdbSession, onEnd: OnEnd) {
    this.#session = session;
    this.#onEnd = onEnd;
  }

  static async begin(session: DuckdbSession, onEnd: OnEnd, phase: 'transaction' | 'staging'): Promise<DuckdbLoad> {
    const load = new DuckdbLoad(session, onEnd);
    if (phase === 'transaction') await load.enter();
    return load;
  }

  async enter(): Promise<void> {
    const never = new AbortController().signal;
    await this.#step(never, async () => {
      if (this.#hasEntered) return;
      await this.#session.run(never, (connection) => connection.run('begin transaction'));
      this.#hasEntered = true;
    });
  }

  async run(statement: Statement, context: QueryContext): Promise<Result> {
    const deadline = startDeadline(context);
    const stop = () => deadline.stop(this.#stop.signal.reason as AssayError);
    this.#stop.signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#step(deadline.signal, () => this.#execute(statement, context, deadline.signal));
    } finally {
      this.#stop.signal.removeEventListener('abort', stop);
      deadline.end();
    }
  }

  async append(
    table: string,
    columns: readonly AppendColumn[],
    rows: Iterable<readonly Parameter['value'][]>,
  ): Promise<number> {
    const signal = this.#stop.signal;
    return await this.#step(signal, async () => {
      try {
        return await this.#session.run(signal, (connection) =>
          appendRows(connection, { table, columns, signal }, rows),
        );
      } catch (error) {
        throw classifyFault(error, faultRules);
      }
    });
  }

  async commit(): Promise<void> {
    this.#assertOpen();
    if (!this.#hasEntered) {
      await this.rollback();
      throw new AssayError('INTERNAL', 'A load that was only staged has nothing to commit.');
    }
    if (this.#state === 'failed') {
      await this.rollback();
      throw new AssayError('WAREHOUSE_UNAVAILABLE', 'A step of the load failed, so nothing of it was kept.');
    }
    try {
      await this.#end('commit');
    } catch (error) {
      await this.rollback();
      throw classifyFault(error, faultRules);
    }
    this.#finish(true);
  }

  /** Does nothing when the load has ended already. */
  async rollback(): Promise<void> {
    if (this.#state === 'ended') return;
    // Closing the connection drops its transaction and its temporary tables in any case.
    if (this.#hasEntered) await this.#end('rollback').catch(() => undefined);
    else await this.#steps.run(new AbortController().signal, () => Promise.resolve());
    this.#finish(false);
  }

  /** Ends the load from outside: stops its running step with `fault`, then rolls back. */
  async abandon(fault: AssayError): Promise<void> {
    this.#stop.abort(fault);
    await this.rollback();
  }

  /** Steps run one after the other, and the end comes after the last of them. */
  async #step<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return await this.#steps.run(signal, async () => {
      this.#assertOpen();
      try {
        return await work();
      } catch (error) {
        if (this.#state === 'open') this.#state = 'failed';
        throw error;
      }
    });
  }

  async #execute(statement: Statement, context: QueryContext, signal: AbortSignal): Promise<Result> {
    const queryId = randomUUID();
    const begun = performance.now();
    const execution: Execution = { statement, permission: 'load', caps: context, signal, queryId };
    const pieces = readPieces(this.#session, execution);
    async function* results(): AsyncGenerator<Result> {
      for await (const piece of pieces)
        yield { ...piece, queryId, elapsedMs: performance.now() - begun, bytesRead: null };
    }
    return await collect(results());
  }

  async #end(word: 'commit' | 'rollback'): Promise<void> {
    const never = new AbortController().signal;
    await this.#steps.run(never, () => this.#session.run(never, (connection) => connection.run(word)));
  }

  #assertOpen(): void {
    if (this.#state === 'ended') throw new AssayError('INTERNAL', 'The load has ended already.');
  }

  #finish(committed: boolean): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#session.close();
    this.#onEnd(committed);
  }
}
