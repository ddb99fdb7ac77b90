import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBPreparedStatement,
  DuckDBResult,
  DuckDBValue,
} from '@duckdb/node-api';
import { StatementType } from '@duckdb/node-api';
import type { ResultColumn, Statement } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { bindParameters } from './bind.ts';
import { executedAside } from './executed-aside.ts';
import type { Permission } from './statement-kind.ts';
import { checkFunctions, checkKind, explained } from './statement-kind.ts';
import { readColumn, readingOf } from './types.ts';

/** Some rows of a result, column by column. */
export interface Piece {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
}

/** A statement that has begun; DuckDB computes while it is read. */
export interface Running {
  /** The columns without rows. */
  readonly shape: readonly ResultColumn[];
  /** What the engine calls the type of each: `DECIMAL(18,3)`. */
  readonly types: readonly string[];
  /** The next rows as the engine has them; null at the end. */
  chunk(): Promise<DuckDBDataChunk | null>;
  /** The next rows, null at the end. `onRows` hears of them before they are decoded, and may throw. */
  next(onRows?: (rows: number) => void): Promise<Piece | null>;
  /** Lets go of the result, read to its end or not. */
  end(): Promise<void>;
}

/** Prepares exactly one statement of a permitted kind; does not execute it. */
export async function prepareOne(
  connection: DuckDBConnection,
  sql: string,
  permission: Permission,
): Promise<DuckDBPreparedStatement> {
  checkFunctions(sql);
  const prepared = await extractOne(connection, sql);
  try {
    checkKind(prepared.statementType, permission);
    if (prepared.statementType === StatementType.EXPLAIN) await checkExplained(connection, sql);
    return prepared;
  } catch (error) {
    prepared.destroySync();
    throw error;
  }
}

async function extractOne(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (sql.trim() === '') throw notOne('none');
  const statements = await connection.extractStatements(sql).catch((error: unknown) => {
    throw extractionFault(error);
  });
  if (statements.count !== 1) throw notOne(`${statements.count}`);
  return await statements.prepare(0);
}

/** Takes back what node-api adds to DuckDB's own message, or says instead of one about a text of comments only. */
function extractionFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.message === 'Error in native callback') return notOne('none');
  return new Error(error.message.replace('Failed to extract statements: ', ''));
}

function notOne(count: string): AssayError {
  return new AssayError('WAREHOUSE_SYNTAX', `A call takes exactly one statement; this text holds ${count}.`);
}

/** EXPLAIN ANALYZE runs what it explains, so an EXPLAIN passes only in a form that is known not to. */
async function checkExplained(connection: DuckDBConnection, sql: string): Promise<void> {
  const inner = explained(sql);
  const prepared = inner === null ? null : await extractOne(connection, inner).catch(() => null);
  if (prepared === null) {
    throw new AssayError('WAREHOUSE_READ_ONLY', 'Only a plain EXPLAIN is allowed.', {
      hint: 'Write EXPLAIN SELECT, without ANALYZE.',
    });
  }
  const kind = prepared.statementType;
  prepared.destroySync();
  checkKind(kind, 'read');
}

export interface Start {
  readonly permission: Permission;
  /** The engine's own threads run it alone. */
  readonly isAside: boolean;
}

export async function startStatement(
  connection: DuckDBConnection,
  statement: Statement,
  { permission, isAside }: Start,
): Promise<Running> {
  const prepared = await prepareOne(connection, statement.sql, permission);
  try {
    bindParameters(prepared, statement.parameters);
    const result = isAside ? await executedAside(prepared) : await prepared.stream();
    return running(connection, prepared, result);
  } catch (error) {
    prepared.destroySync();
    throw error;
  }
}

function running(connection: DuckDBConnection, prepared: DuckDBPreparedStatement, result: DuckDBResult): Running {
  const columnsOf = columnReader(result);
  const types = result.columnTypes().map(String);
  let isOver = false;
  const fetch = async (): Promise<DuckDBDataChunk | null> => {
    const chunk = isOver ? null : await result.fetchChunk();
    isOver = chunk === null || chunk.rowCount === 0;
    return isOver ? null : chunk;
  };
  return {
    shape: columnsOf(() => []),
    types,
    chunk: fetch,
    next: async (onRows) => {
      const chunk = await fetch();
      if (chunk === null) return null;
      onRows?.(chunk.rowCount);
      return { columns: columnsOf((index) => chunk.getColumnValues(index)), rowCount: chunk.rowCount };
    },
    end: async () => {
      // A result left in the middle keeps the database file open until it is collected as garbage; the SDK cannot
      // destroy it. Interrupted, it closes with its next fetch.
      if (!isOver) connection.interrupt();
      while ((await fetch().catch(() => null)) !== null);
      prepared.destroySync();
    },
  };
}

function columnReader(
  result: DuckDBResult,
): (values: (index: number) => readonly DuckDBValue[]) => readonly ResultColumn[] {
  const names = result.columnNames();
  const readings = names.map((_, index) => readingOf(result.columnTypeId(index), index));
  return (values) => readings.map((reading, index) => readColumn(names[index] ?? '', reading, values(index)));
}
