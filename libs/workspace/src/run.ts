import type { QueryContext, Result, Statement, Warehouse } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { Asker } from './workspace.ts';

/** Bounds of every statement of a page; none of a page's answers comes near them. */
const pageBounds = { timeoutMs: 30_000, maxRows: 50_000, maxBytes: 64_000_000 } as const;

/** What the last execution of a statement took, for "Show query". */
export interface LastRun {
  readonly elapsedMs: number;
  readonly rows: number;
}

/** Runs statements with their bounds and tags, and remembers what each last took. */
export class StatementRunner {
  readonly #warehouse: Warehouse;
  readonly #rightsKey: (asker: Asker) => string;
  readonly #last = new Map<string, LastRun>();
  /** Statements remembered; the oldest is forgotten first. */
  static readonly #remembered = 500;

  constructor(warehouse: Warehouse, rightsKey: (asker: Asker) => string = () => '') {
    this.#warehouse = warehouse;
    this.#rightsKey = rightsKey;
  }

  /** Tags name the application, the page and the metrics, so that a warehouse bill can be read by page. */
  static tagsOf(asker: Asker, metrics: readonly string[]): Readonly<Record<string, string>> {
    return { app: 'assay', page: asker.page ?? 'none', metrics: metrics.join(' '), viewer: asker.viewer.id };
  }

  async run(statement: Statement, asker: Asker, metrics: readonly string[] = []): Promise<Result> {
    const result = await this.#warehouse.query(statement, this.#contextOf(asker, metrics));
    this.#remember(statement, { elapsedMs: result.elapsedMs, rows: result.rowCount });
    return result;
  }

  /** Reads what is kept beside the data instead of its rows. */
  async runKept(statement: Statement, asker: Asker, metrics: readonly string[]): Promise<Result> {
    const { keeper } = this.#warehouse;
    if (!keeper) throw new AssayError('INTERNAL', 'Nothing is kept beside this warehouse.');
    return await keeper.query(statement, this.#contextOf(asker, metrics));
  }

  #contextOf(asker: Asker, metrics: readonly string[]): QueryContext {
    return {
      ...pageBounds,
      signal: asker.signal,
      tags: StatementRunner.tagsOf(asker, metrics),
      rights: this.#rightsKey(asker),
    };
  }

  last(statement: Statement): LastRun | null {
    return this.#last.get(keyOf(statement)) ?? null;
  }

  #remember(statement: Statement, run: LastRun): void {
    const key = keyOf(statement);
    this.#last.delete(key);
    this.#last.set(key, run);
    const oldest = this.#last.keys().next();
    if (this.#last.size > StatementRunner.#remembered && !oldest.done) this.#last.delete(oldest.value);
  }
}

const keyOf = ({ sql, parameters }: Statement): string => JSON.stringify([sql, parameters]);

/** Column values of a result by name; a missing column is a defect of the statement, not of the data. */
export function column(result: Result, name: string): readonly (string | number | boolean | null)[] {
  const found = result.columns.find((item) => item.name === name);
  if (!found) throw new Error(`The result lacks the column ${name}.`);
  return found.values;
}
