import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssayError } from '@assay/contract';
import type { BulkLoader, Parameter, QueryContext, Statement, Warehouse } from '@assay/contract';
import { loadSource, pseudonymKey, readRecipe, unloadLoad } from '@assay/importers';
import type { LoadOptions, LoadReceipt, Recipe, Source, UnloadReceipt } from '@assay/importers';
import { columnsOf, historyName, tableNames } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';

export const recipesDirectory = fileURLToPath(new URL('../../../sql/recipes', import.meta.url));

const context: QueryContext = {
  signal: new AbortController().signal,
  timeoutMs: 60_000,
  maxRows: 100_000,
  maxBytes: 100_000_000,
  tags: {},
};

type Row = Readonly<Record<string, Parameter['value']>>;

/** A database of its own in a temporary folder, with a folder of files that it may load. */
export class TestDatabase {
  readonly directory: string;
  readonly files: string;
  #warehouse: Warehouse;
  readonly #readable: readonly string[];

  private constructor(directory: string, warehouse: Warehouse, readable: readonly string[]) {
    this.directory = directory;
    this.files = join(directory, 'spool');
    this.#warehouse = warehouse;
    this.#readable = readable;
  }

  static async open(readable: readonly string[] = []): Promise<TestDatabase> {
    const directory = await mkdtemp(join(tmpdir(), 'assay-loading-'));
    await mkdir(join(directory, 'spool'));
    return new TestDatabase(directory, await openFile(directory, readable), readable);
  }

  get loader(): BulkLoader {
    if (this.#warehouse.loader === null)
      throw new AssayError('INTERNAL', 'The test opened a database it cannot load into.');
    return this.#warehouse.loader;
  }

  get path(): string {
    return join(this.directory, 'assay.duckdb');
  }

  async reopen(): Promise<void> {
    await this.#warehouse.close();
    this.#warehouse = await openFile(this.directory, this.#readable);
  }

  async close(): Promise<void> {
    await this.#warehouse.close();
    await rm(this.directory, { recursive: true });
  }

  /** Writes a file that may be loaded. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.files, name);
    await writeFile(path, content);
    return path;
  }

  async load(source: Source, options: Partial<LoadOptions> = {}): Promise<LoadReceipt> {
    const key = await pseudonymKey(this.directory, {});
    return await loadSource(this.loader, source, { key, signal: context.signal, ...options });
  }

  async unload(load: string, now: Date): Promise<UnloadReceipt> {
    return await unloadLoad(this.loader, load, { signal: context.signal, now });
  }

  rows(sql: string): Promise<readonly Row[]> {
    return this.ask({ sql, parameters: [] });
  }

  async ask(statement: Statement): Promise<readonly Row[]> {
    const { columns, rowCount } = await this.#warehouse.query(statement, context);
    return Array.from({ length: rowCount }, (_, index) =>
      Object.fromEntries(columns.map((column) => [column.name, column.values[index] ?? null])),
    );
  }

  async value(sql: string): Promise<Parameter['value']> {
    const [row] = await this.rows(sql);
    return Object.values(row ?? {})[0] ?? null;
  }

  /** Runs one statement in a load of its own. */
  async execute(sql: string): Promise<void> {
    const session = await this.loader.begin();
    await session.run({ sql, parameters: [] }, context);
    await session.commit();
  }

  /** Every current row without what names the load, in order: what two ways of loading must agree on. */
  async contents(): Promise<string> {
    const parts: string[] = [];
    for (const table of tableNames) {
      const names = columnsOf(table).map((column) => column.name);
      const columns = names.filter((name) => !['load_id', 'ingested_at'].includes(name));
      parts.push(JSON.stringify([table, await this.rows(`select ${columns.join(', ')} from ${table} order by all`)]));
    }
    return parts.join('\n');
  }

  /** Every column of every row, history included: what taking a load back must restore. Empty tables are left out. */
  async everything(): Promise<string> {
    const there = await this.rows(`select table_name from information_schema.tables where table_schema = 'main'`);
    const parts: string[] = [];
    for (const { table_name: table } of there.toSorted((a, b) =>
      String(a['table_name']).localeCompare(String(b['table_name'])),
    )) {
      const rows = await this.rows(`select * from ${String(table)} order by all`);
      if (rows.length > 0) parts.push(JSON.stringify([table, rows]));
    }
    return parts.join('\n');
  }

  /** Rows of all tables there are, Assay's own included but for its version. */
  async rowCount(): Promise<number> {
    const there = await this.rows(
      `select table_schema || '.' || table_name as name from information_schema.tables where table_name <> 'meta'`,
    );
    const counts = there.map(({ name }) => `(select count(*) from ${String(name)})`);
    return counts.length === 0 ? 0 : Number(await this.value(`select ${counts.join(' + ')}`));
  }

  async historyCount(): Promise<number> {
    const counts = tableNames.map((table) => `(select count(*) from ${historyName(table)})`);
    return Number(await this.value(`select ${counts.join(' + ')}`));
  }
}

/** Runs work on a database that is made for it. */
export async function inDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await TestDatabase.open();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function openFile(directory: string, readableFiles: readonly string[]): Promise<Warehouse> {
  const path = join(directory, 'assay.duckdb');
  return await openWarehouse('duckdb', { path, access: 'load', spool: join(directory, 'spool'), readableFiles });
}

/** A recipe of a test: `recipe.yaml` and selects by table. */
export async function writeRecipe(database: TestDatabase, files: Readonly<Record<string, string>>): Promise<Recipe> {
  const folder = join(database.directory, 'demo');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return await readRecipe(folder, recipesDirectory);
}

/** A file to be loaded by a recipe that comes with Assay. */
export async function shippedSource(
  name: string,
  file: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Source> {
  return { kind: 'file', file, recipe: await readRecipe(name, recipesDirectory), settings };
}

export async function xstestSource(file: string, settings: Readonly<Record<string, string>> = {}): Promise<Source> {
  return await shippedSource('xstest', file, { date: '2024-01-15', ...settings });
}
