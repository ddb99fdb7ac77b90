import { randomUUID } from 'node:crypto';
import type { AbortableOperationOptions, CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { Statement } from '@assay/contract';
import { Lanes } from '../core/lanes.ts';
import type { Release } from '../core/lanes.ts';
import { parameterOf } from '../core/plain-parameter.ts';
import { executionLimit } from './execution-limit.ts';
import type { DuckdbKyselyOptions } from './kysely-dialect.ts';
import { affectedRows, rowsOf } from './kysely-rows.ts';
import type { DuckdbDatabase } from './open.ts';
import { openDatabase } from './open.ts';
import type { Execution } from './read-pieces.ts';
import { readPieces } from './read-pieces.ts';
import { SessionPool } from './session-pool.ts';
import type { DuckdbSession } from './session.ts';

const never = new AbortController().signal;

/** The open database of one Kysely instance, and its connections. */
export class DuckdbConnections {
  readonly #database: DuckdbDatabase;
  readonly #pool: SessionPool;
  readonly #lanes = new Lanes(executionLimit());
  readonly #options: DuckdbKyselyOptions;

  private constructor(database: DuckdbDatabase, options: DuckdbKyselyOptions) {
    this.#database = database;
    this.#pool = new SessionPool(database);
    this.#options = options;
  }

  static async open(options: DuckdbKyselyOptions): Promise<DuckdbConnections> {
    return new DuckdbConnections(await openDatabase(options.database), options);
  }

  async take(signal: AbortSignal = never): Promise<DuckdbConnection> {
    const release = await this.#lanes.enter(signal);
    try {
      return new DuckdbConnection({ session: await this.#pool.take(), release, options: this.#options });
    } catch (error) {
      release();
      throw error;
    }
  }

  give(connection: DuckdbConnection): void {
    this.#pool.give(connection.session);
    connection.release();
  }

  async close(): Promise<void> {
    await this.#pool.close();
    this.#database.close();
  }
}

interface Held {
  readonly session: DuckdbSession;
  readonly release: Release;
  readonly options: DuckdbKyselyOptions;
}

export class DuckdbConnection implements DatabaseConnection {
  readonly session: DuckdbSession;
  readonly release: Release;
  readonly #options: DuckdbKyselyOptions;
  #controller = new AbortController();

  constructor(held: Held) {
    this.session = held.session;
    this.release = held.release;
    this.#options = held.options;
  }

  /** Transaction control, which queries may not do themselves. */
  async control(word: string): Promise<void> {
    await this.session.run(never, (connection) => connection.run(word));
  }

  /** After `cancelQuery` it gives no rows instead of failing: Kysely has told its caller already. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const controller = new AbortController();
    this.#controller = controller;
    const rows: Row[] = [];
    try {
      for await (const piece of readPieces(this.session, this.#execution(query, controller.signal))) {
        for (const row of rowsOf<Row>(piece)) rows.push(row);
      }
    } catch (error) {
      if (controller.signal.aborted) return { rows: [] };
      throw error;
    }
    const affected = affectedRows(query, rows);
    return affected === null ? { rows } : { rows: [], numAffectedRows: affected };
  }

  cancelQuery(): Promise<void> {
    this.#controller.abort();
    return Promise.resolve();
  }

  /** Kysely never cancels a stream itself, so the signal is watched here. */
  async *streamQuery<Row>(
    query: CompiledQuery,
    chunkSize: number,
    options?: AbortableOperationOptions,
  ): AsyncIterableIterator<QueryResult<Row>> {
    const signal = options?.signal ?? never;
    const size = Math.max(1, chunkSize);
    try {
      for await (const piece of readPieces(this.session, this.#execution(query, signal))) {
        const rows = rowsOf<Row>(piece);
        for (let start = 0; start < rows.length; start += size) yield { rows: rows.slice(start, start + size) };
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #execution(query: CompiledQuery, signal: AbortSignal): Execution {
    const statement: Statement = { sql: query.sql, parameters: query.parameters.map(parameterOf) };
    const permission = this.#options.database.access;
    return { statement, permission, caps: this.#options, signal, queryId: randomUUID() };
  }
}
