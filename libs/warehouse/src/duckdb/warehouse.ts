import { randomUUID } from 'node:crypto';
import type { CheckStep, CostEstimate, Keeper, QueryContext, Result, Statement, Warehouse } from '@assay/contract';
import { collect } from '../core/collect.ts';
import { QueryGate } from '../core/query-gate.ts';
import { duckdbChecks } from './checks.ts';
import { duckdbCapabilities } from './config.ts';
import { estimateRows } from './estimate.ts';
import { executionLimit } from './execution-limit.ts';
import { DuckdbLoader } from './loader.ts';
import type { KeptRows } from './kept.ts';
import type { DuckdbDatabase } from './open.ts';
import type { Execution } from './read-pieces.ts';
import { readOnlyPieces } from './read-pieces.ts';
import { SessionPool } from './session-pool.ts';
import type { DuckdbSession } from './session.ts';
import type { Piece } from './statement.ts';

const loadWaitMs = 60_000;

interface Asked {
  readonly statement: Statement;
  readonly context: QueryContext;
  readonly signal: AbortSignal;
}

/** The port over one open database, and over what is kept beside it. */
export class DuckdbWarehouse implements Warehouse {
  readonly engine = 'duckdb';
  readonly capabilities = duckdbCapabilities;
  readonly loader: DuckdbLoader | null;
  readonly keeper: Keeper = {
    keep: (name, statement, context) =>
      this.#gate.work(context, (signal) =>
        this.#with((session) => this.#kept.keep(session, { name, statement, caps: context, signal })),
      ),
    drop: (name) => this.#kept.drop(name),
    query: (statement, context) =>
      this.#gate.query(statement, context, {
        snapshot: this.#kept.snapshot,
        execute: (signal) => collect(this.#results(this.#kept.sessions, { statement, context, signal })),
      }),
  };
  readonly #database: DuckdbDatabase;
  readonly #kept: KeptRows;
  readonly #pool: SessionPool;
  readonly #gate: QueryGate;
  #commits = 0;
  #closing: Promise<void> | null = null;

  constructor(database: DuckdbDatabase, kept: KeptRows) {
    this.#database = database;
    this.#kept = kept;
    this.#pool = new SessionPool(database);
    this.#gate = new QueryGate({ limit: executionLimit() });
    const onCommit = () => (this.#commits += 1);
    this.loader = database.access === 'load' ? new DuckdbLoader(database, { onCommit, waitMs: loadWaitMs }) : null;
  }

  async test(signal: AbortSignal): Promise<readonly CheckStep[]> {
    return await duckdbChecks(this, signal);
  }

  async query(statement: Statement, context: QueryContext): Promise<Result> {
    return await this.#gate.query(statement, context, {
      snapshot: String(this.#commits),
      execute: (signal) => collect(this.#results(this.#pool, { statement, context, signal })),
    });
  }

  stream(statement: Statement, context: QueryContext): AsyncIterable<Result> {
    return this.#gate.stream(context, (signal) => this.#results(this.#pool, { statement, context, signal }));
  }

  async estimate(statement: Statement, signal: AbortSignal): Promise<CostEstimate> {
    return await estimateRows(this, statement, signal);
  }

  /** Stops what runs, rolls back an open load, gives the file back. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#gate.close();
    await this.loader?.close();
    await this.#pool.close();
    await this.#kept.close();
    this.#database.close();
  }

  async *#results(sessions: SessionPool, { statement, context, signal }: Asked): AsyncGenerator<Result> {
    const queryId = randomUUID();
    const begun = performance.now();
    const execution: Execution = { statement, permission: 'read', caps: context, signal, queryId };
    for await (const piece of inSession(sessions, (session) => readOnlyPieces(session, execution))) {
      yield { ...piece, queryId, elapsedMs: performance.now() - begun, bytesRead: null };
    }
  }

  async #with<T>(work: (session: DuckdbSession) => Promise<T>): Promise<T> {
    const session = await this.#pool.take();
    try {
      return await work(session);
    } finally {
      this.#pool.give(session);
    }
  }
}

async function* inSession(
  sessions: SessionPool,
  work: (session: DuckdbSession) => AsyncGenerator<Piece>,
): AsyncGenerator<Piece> {
  const session = await sessions.take();
  try {
    yield* work(session);
  } finally {
    sessions.give(session);
  }
}
