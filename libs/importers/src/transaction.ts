import type {
  AppendColumn,
  LoadSession,
  Parameter,
  QueryContext,
  Result,
  SqlFunctions,
  Statement,
} from '@assay/contract';
import type { NamedValues } from './named-parameters.ts';
import { bindNamed } from './named-parameters.ts';

/** Bounds of one statement of a load. A load is long, but not endless; what it reads back is small. */
const timeoutMs = 3_600_000;
const maxRows = 1_000_000;
const maxBytes = 512 * 1024 * 1024;

/** One row of a small result, by column name. */
export type Cells = Readonly<Record<string, Parameter['value']>>;

export interface TransactionOptions {
  readonly signal: AbortSignal;
  /** What the statements are tagged with. */
  readonly source: string;
  /** How the engine says what others say differently. */
  readonly functions: SqlFunctions<string>;
}

/** A load's session with its bounds, as the steps of a load use it: statements with `:name` parameters. */
export class Transaction {
  readonly #session: LoadSession;
  readonly #context: QueryContext;
  readonly functions: SqlFunctions<string>;

  constructor(session: LoadSession, { signal, source, functions }: TransactionOptions) {
    this.#session = session;
    this.functions = functions;
    this.#context = { signal, timeoutMs, maxRows, maxBytes, tags: { app: 'load', source } };
  }

  /** From here on everything is kept or nothing; before, only temporary tables may be written. */
  async enter(): Promise<void> {
    await this.#session.enter();
  }

  async run(sql: string, values: NamedValues = {}): Promise<Result> {
    return await this.execute(bindNamed(sql, values));
  }

  async execute(statement: Statement): Promise<Result> {
    return await this.#session.run(statement, this.#context);
  }

  async rows(sql: string, values: NamedValues = {}): Promise<readonly Cells[]> {
    const { columns, rowCount } = await this.run(sql, values);
    return Array.from({ length: rowCount }, (_, index) =>
      Object.fromEntries(columns.map((column) => [column.name, column.values[index] ?? null])),
    );
  }

  /** The only number of a result of one row; null counts as 0, as sums over nothing do. */
  async count(sql: string, values: NamedValues = {}): Promise<number> {
    const { columns } = await this.run(sql, values);
    return Number(columns[0]?.values[0] ?? 0);
  }

  async append(
    table: string,
    columns: readonly AppendColumn[],
    rows: Iterable<readonly Parameter['value'][]>,
  ): Promise<number> {
    return await this.#session.append(table, columns, rows);
  }
}
