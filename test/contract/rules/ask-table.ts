import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Parameter, QueryContext, Warehouse } from '@assay/contract';
import type { Found } from '@assay/importers';
import { askRules, tableRules } from '@assay/importers';
import type { Column, TableName } from '@assay/model';
import { columnsOf, ddl, ruleId } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';

type Cell = Parameter['value'];

/** A row by the columns that a test is about; what the table requires beside them is filled in. */
export interface GivenRow {
  readonly table: TableName;
  readonly cells: Readonly<Record<string, Cell>>;
}

const context: QueryContext = {
  signal: new AbortController().signal,
  timeoutMs: 60_000,
  maxRows: 1000,
  maxBytes: 1_000_000,
  tags: {},
};

/** The instant at which all rules are asked. */
export const now = '2026-06-01T00:00:00.000Z';

/** Empty canonical tables that take rows for one question. Rows are inserted past the loader, as other tools would. */
export class RuleTables {
  readonly #warehouse: Warehouse;
  readonly #directory: string;

  private constructor(warehouse: Warehouse, directory: string) {
    this.#warehouse = warehouse;
    this.#directory = directory;
  }

  static async open(): Promise<RuleTables> {
    const directory = await mkdtemp(join(tmpdir(), 'assay-rules-'));
    await mkdir(join(directory, 'spool'));
    const spool = join(directory, 'spool');
    const warehouse = await openWarehouse('duckdb', { path: join(directory, 'r.duckdb'), access: 'load', spool });
    const session = await warehouse.loader?.begin();
    for (const sql of ddl('duckdb')) await session?.run({ sql, parameters: [] }, context);
    await session?.commit();
    return new RuleTables(warehouse, directory);
  }

  async close(): Promise<void> {
    await this.#warehouse.close();
    await rm(this.#directory, { recursive: true });
  }

  /** What one rule, or all of them, finds in these rows and no others; very many are given as a statement that inserts them. */
  async found(rows: readonly (GivenRow | string)[], rule?: string): Promise<readonly Found[]> {
    const { loader } = this.#warehouse;
    if (loader === null) throw new TypeError('The tables were opened for loads.');
    const rules = tableRules.filter((each) => rule === undefined || ruleId(each) === rule);
    if (rules.length === 0) throw new TypeError(`There is no rule ${String(rule)}.`);
    const session = await loader.begin();
    try {
      for (const row of rows)
        await session.run(typeof row === 'string' ? { sql: row, parameters: [] } : insertOf(row), context);
      const ask = (statement: Parameters<typeof session.run>[0]) => session.run(statement, context);
      return await askRules(rules, { ask, functions: loader.functions, now });
    } finally {
      await session.rollback();
    }
  }
}

const system: Readonly<Record<string, Cell>> = {
  source_system: 'test',
  load_id: 'l',
  ingested_at: '2026-05-01T00:00:00Z',
  is_test: false,
};

function insertOf({ table, cells }: GivenRow) {
  const given = columnsOf(table).flatMap((column) => {
    const value = Object.hasOwn(cells, column.name) ? cells[column.name] : (system[column.name] ?? fillingOf(column));
    return value === undefined || value === null
      ? []
      : [{ name: column.name, parameter: { type: column.type, value } }];
  });
  const strange = Object.keys(cells).filter((name) => !columnsOf(table).some((column) => column.name === name));
  if (strange.length > 0) throw new TypeError(`${table} has no column ${strange.join(', ')}.`);
  const places = given.map((_, index) => `$${index + 1}`).join(', ');
  const names = given.map(({ name }) => name).join(', ');
  return {
    sql: `insert into ${table} (${names}) values (${places})`,
    parameters: given.map(({ parameter }) => parameter),
  };
}

const fillings: Readonly<Record<Column['type'], Cell>> = {
  str: 'x',
  int: 0,
  dec: '0',
  flt: 0,
  bool: false,
  date: '2026-02-02',
  ts: '2026-02-02T10:00:00Z',
};

function fillingOf({ required, oneOf, type }: Column): Cell {
  return required ? (oneOf?.[0] ?? fillings[type]) : null;
}
