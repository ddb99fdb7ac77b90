import type { SqlFunctions } from './dialect.ts';

/** The port every engine implements. It knows no metric, no Kysely and no vendor. */

export const engines = ['duckdb', 'postgres', 'redshift', 'bigquery', 'snowflake', 'databricks'] as const;
export type Engine = (typeof engines)[number];

/** Logical column types of the canonical model (`dec` and `flt` differ: money is never a float). */
export const logicalTypes = ['str', 'int', 'dec', 'flt', 'bool', 'date', 'ts'] as const;
export type LogicalType = (typeof logicalTypes)[number];

/**
 * A typed value for one placeholder. The type is always given, so that a null is bound as a typed null.
 * `int`: safe integer, or text beyond 2^53-1. `dec`: decimal text. `date`: YYYY-MM-DD. `ts`: ISO 8601 in UTC, up to microseconds.
 */
export interface Parameter {
  readonly type: LogicalType;
  readonly value: string | number | boolean | null;
}

/** One compiled statement. `sql` uses the engine's own placeholders, in the order of `parameters`. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Bounds of one execution. None has a default: nothing runs unbounded by accident. */
export interface QueryContext {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** More rows than this is WAREHOUSE_LIMIT, not a cut result. */
  readonly maxRows: number;
  /** Decoded size of the result, and bytes scanned where the engine can say. */
  readonly maxBytes: number;
  /** Who asks and why: app, page, metric ids, viewer hash. */
  readonly tags: Readonly<Record<string, string>>;
  /** What whoever asks may read: statements under other rights share no execution. Absent where Assay itself asks. */
  readonly rights?: string;
}

interface ColumnOf<Type extends string, Value> {
  readonly name: string;
  readonly type: Type;
  readonly values: readonly (Value | null)[];
}

/**
 * A column of a result, exact. `int` is a number where safe, else its text; `dec` is text; `date` is YYYY-MM-DD;
 * `ts` is `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
 */
export type ResultColumn =
  | ColumnOf<'int', number | string>
  | ColumnOf<'dec', string>
  | ColumnOf<'flt', number>
  | ColumnOf<'bool', boolean>
  | ColumnOf<'date', string>
  | ColumnOf<'ts', string>
  | ColumnOf<'str', string>;

export interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly queryId: string;
  readonly elapsedMs: number;
  /** Bytes the engine says it read; null where it does not say. */
  readonly bytesRead: number | null;
}

/** What a statement would cost. `null` means the engine cannot say, which is not the same as zero. */
export interface CostEstimate {
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly exact: boolean;
}

export interface CheckStep {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do when it is not ok. */
  readonly fix: string | null;
}

export interface Capabilities {
  readonly dryRun: boolean;
  readonly cancel: boolean;
  readonly readOnlySession: boolean;
  readonly history: boolean;
  readonly maxParameters: number;
}

/** One write transaction of a load. Whoever began it ends it with exactly one of commit and rollback. */
export interface LoadSession {
  /** Begins the transaction of a session that was begun for staging; nothing more when it has begun. */
  enter(): Promise<void>;
  /** Runs one statement inside the transaction. */
  run(statement: Statement, context: QueryContext): Promise<Result>;
  /** Appends rows to a table by column position; a cell has the shape of a Parameter's value. */
  append(
    table: string,
    columns: readonly AppendColumn[],
    rows: Iterable<readonly Parameter['value'][]>,
  ): Promise<number>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface AppendColumn {
  readonly name: string;
  readonly type: LogicalType;
}

export interface BulkLoader {
  /** How the engine says what others say differently, as text. */
  readonly functions: SqlFunctions<string>;
  /**
   * One load at a time. A session begun for staging stands before its transaction until `enter`: it may fill temporary
   * tables alone, and what it drops of them is free at once, where a transaction would hold it to its end.
   */
  begin(phase?: 'transaction' | 'staging'): Promise<LoadSession>;
}

/** Rows of statements kept beside the data, in memory and until the warehouse is closed. */
export interface Keeper {
  /**
   * Runs a SELECT and keeps its rows as the table `kept.<name>`, which `query` can read from then on; one of that name is
   * replaced. Resolves to the number of rows. Of more rows than the context allows nothing is kept: WAREHOUSE_LIMIT.
   */
  keep(name: string, statement: Statement, context: QueryContext): Promise<number>;
  /** Does nothing where there is no such table. */
  drop(name: string): Promise<void>;
  /** Asks the tables that are kept, and nothing else: the data is in another place. */
  query(statement: Statement, context: QueryContext): Promise<Result>;
}

/** Errors are AssayErrors with a WAREHOUSE_ code, redacted: no SQL text, no row values, no secrets. */
export interface Warehouse {
  readonly engine: Engine;
  readonly capabilities: Capabilities;
  /** Present only where Assay may write: the embedded database, or a writable PostgreSQL. */
  readonly loader: BulkLoader | null;
  /** Present only where rows can be kept without writing into the data. */
  readonly keeper: Keeper | null;
  test(signal: AbortSignal): Promise<readonly CheckStep[]>;
  query(statement: Statement, context: QueryContext): Promise<Result>;
  /** The same result in pieces, in order; stops the engine when the signal fires or the reader leaves. */
  stream(statement: Statement, context: QueryContext): AsyncIterable<Result>;
  estimate(statement: Statement, signal: AbortSignal): Promise<CostEstimate>;
  close(): Promise<void>;
}
