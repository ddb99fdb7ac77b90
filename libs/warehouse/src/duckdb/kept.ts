import type { DuckDBConnection } from '@duckdb/node-api';
import type { QueryContext, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { classifyFault } from '../core/faults.ts';
import { abortFault } from '../core/deadline.ts';
import { ResultCaps } from '../core/result-caps.ts';
import { bindParameters } from './bind.ts';
import { faultRules } from './faults.ts';
import type { DuckdbSession } from './session.ts';
import { prepareOne } from './statement.ts';

/** An empty database in memory beside the file: what is kept in it needs no right to write to the file. */
export const attachKept = (connection: DuckDBConnection): Promise<unknown> =>
  connection.run("attach ':memory:' as kept (read_write)");

/** A table's name is written into statements, so it is made of nothing that needs care. */
function tableOf(name: string): string {
  if (!/^[a-z0-9_]{1,120}$/.test(name)) throw new AssayError('INTERNAL', 'Rows are kept under a name of letters.');
  return `"kept"."${name}"`;
}

export interface Keeping {
  readonly name: string;
  readonly statement: Statement;
  readonly caps: Pick<QueryContext, 'maxRows' | 'maxBytes'>;
  readonly signal: AbortSignal;
}

/** Keeps the rows of a SELECT as a table; resolves to their number. */
export async function keepRows(session: DuckdbSession, { name, statement, caps, signal }: Keeping): Promise<number> {
  const table = tableOf(name);
  try {
    return await session.run(signal, async (connection) => {
      // Prepared by itself only to see that it is one SELECT: around it, any text that closes the bracket would pass.
      const checked = await prepareOne(connection, statement.sql, 'read');
      checked.destroySync();
      // One row more than is allowed is enough to know that there are too many.
      await fill(
        connection,
        `create or replace table ${table} as select * from (${statement.sql}\n) limit ${caps.maxRows + 1}`,
        statement,
      );
      return await countedWithin(connection, table, caps);
    });
  } catch (error) {
    throw signal.aborted ? abortFault(signal) : classifyFault(error, faultRules);
  }
}

async function fill(connection: DuckDBConnection, sql: string, { parameters }: Statement): Promise<void> {
  const prepared = await connection.prepare(sql);
  try {
    bindParameters(prepared, parameters);
    await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

async function countedWithin(connection: DuckDBConnection, table: string, caps: Keeping['caps']): Promise<number> {
  const counted = await connection.runAndReadAll(`select count(*) from ${table}`);
  const rows = Number(counted.getRows()[0]?.[0] ?? 0);
  try {
    new ResultCaps(caps).addRows(rows);
    return rows;
  } catch (error) {
    await connection.run(`drop table ${table}`);
    throw error;
  }
}

export async function dropRows(session: DuckdbSession, name: string, signal: AbortSignal): Promise<void> {
  await session.run(signal, (connection) => connection.run(`drop table if exists ${tableOf(name)}`));
}
