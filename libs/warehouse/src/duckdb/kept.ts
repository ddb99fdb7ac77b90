import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { QueryContext, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { abortFault } from '../core/deadline.ts';
import { classifyFault } from '../core/faults.ts';
import { ResultCaps } from '../core/result-caps.ts';
import type { DuckdbConfig } from './config.ts';
import { faultRules } from './faults.ts';
import type { DuckdbDatabase } from './open.ts';
import type { DuckdbSession } from './session.ts';
import { SessionPool } from './session-pool.ts';
import type { Running } from './statement.ts';
import { startStatement } from './statement.ts';

const schema = 'kept';
const never = new AbortController().signal;

/**
 * An empty database in memory. Its tables are small and several statements read them at a time: with more than one thread
 * each of them spends about as long on handing tasks over as on the tasks (`npm run bench:page`).
 */
export const keptConfig = ({ spool, memoryLimit }: DuckdbConfig): DuckdbConfig => ({
  path: ':memory:',
  access: 'load',
  spool,
  threads: 1,
  ...(memoryLimit === undefined ? {} : { memoryLimit }),
});

/** A table's name is written into statements, so it is made of nothing that needs care. */
function checkName(name: string): void {
  if (!/^[a-z0-9_]{1,120}$/.test(name)) throw new AssayError('INTERNAL', 'Rows are kept under a name of letters.');
}

export interface Keeping {
  readonly name: string;
  readonly statement: Statement;
  readonly caps: Pick<QueryContext, 'maxRows' | 'maxBytes'>;
  readonly signal: AbortSignal;
}

/**
 * Rows of statements as tables of the schema `kept`, in a database of their own: to keep them needs no right to write to
 * the file. It is opened when something is kept or asked for.
 */
export class KeptRows {
  readonly sessions: SessionPool;
  readonly #open: () => Promise<DuckdbDatabase>;
  #database: Promise<DuckdbDatabase> | null = null;
  #changes = 0;

  constructor(open: () => Promise<DuckdbDatabase>) {
    this.#open = open;
    this.sessions = new SessionPool({
      connect: async () => {
        this.#database ??= this.#opened();
        return await (await this.#database).connect();
      },
    });
  }

  /** Another one whenever something else is kept. */
  get snapshot(): string {
    return `${schema} ${this.#changes}`;
  }

  /** Keeps the rows of a SELECT that `source` runs as a table; resolves to their number. */
  async keep(source: DuckdbSession, keeping: Keeping): Promise<number> {
    const { signal } = keeping;
    checkName(keeping.name);
    try {
      return await this.#change((session) =>
        session.run(signal, (into) => inTransaction(into, () => copyRows(source, into, keeping))),
      );
    } catch (error) {
      throw signal.aborted ? abortFault(signal) : classifyFault(error, faultRules);
    }
  }

  async drop(name: string): Promise<void> {
    checkName(name);
    await this.#change((session) =>
      session.run(never, (connection) => connection.run(`drop table if exists ${schema}.${quoted(name)}`)),
    );
  }

  async close(): Promise<void> {
    await this.sessions.close();
    (await this.#database?.catch(() => null))?.close();
  }

  async #opened(): Promise<DuckdbDatabase> {
    const database = await this.#open();
    const session = await database.connect();
    await session.run(never, (connection) => connection.run(`create schema ${schema}`));
    session.close();
    return database;
  }

  async #change<T>(work: (session: DuckdbSession) => Promise<T>): Promise<T> {
    const session = await this.sessions.take();
    try {
      return await work(session);
    } catch (error) {
      // To roll back could be interrupted, too; a connection that ends leaves nothing of its transaction.
      session.close();
      throw error;
    } finally {
      this.#changes += 1;
      this.sessions.give(session);
    }
  }
}

/** What was kept before stays where the new rows do not all come: whoever fails ends the connection. */
async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('begin transaction');
  const result = await work();
  await connection.run('commit');
  return result;
}

async function copyRows(source: DuckdbSession, into: DuckDBConnection, keeping: Keeping): Promise<number> {
  const { name, statement, signal } = keeping;
  const rows = await source.run(signal, async (connection) => {
    const started = await startStatement(connection, statement, { permission: 'read', isAside: false });
    source.hold(started);
    return started;
  });
  try {
    const columns = rows.shape.map((column, index) => `${quoted(column.name)} ${rows.types[index]}`);
    await into.run(`create or replace table ${schema}.${quoted(name)} (${columns.join(', ')})`);
    const appender = await into.createAppender(name, schema);
    try {
      return await append(rows, appender, { source, keeping });
    } finally {
      appender.closeSync();
    }
  } finally {
    await source.letGo();
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function append(
  rows: Running,
  appender: DuckDBAppender,
  { source, keeping: { caps: bounds, signal } }: { readonly source: DuckdbSession; readonly keeping: Keeping },
): Promise<number> {
  const caps = new ResultCaps(bounds);
  let count = 0;
  for (;;) {
    const chunk = await source.run(signal, () => rows.chunk());
    if (chunk === null) return count;
    caps.addRows(chunk.rowCount);
    appender.appendDataChunk(chunk);
    count += chunk.rowCount;
  }
}
