import { AssayError } from '@assay/contract';
import type { NamedValues } from '../named-parameters.ts';
import type { SelectSource, TableSelect } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { givenColumnsOf, rawTable } from './columns.ts';
import type { Given } from './stage-recipe.ts';
import { typeRows } from './type-rows.ts';

export interface SelectedRows {
  readonly given: readonly Given[];
  /** What the source's first statements made. */
  readonly tables: readonly string[];
}

const numbers = ['_row', '_record'];

/**
 * Runs the selects of a source into the stage, cast to the types of the model: a value that does not fit is an error. The
 * raw tables are views, because their rows need not lie anywhere before.
 */
export async function stageSelects(
  transaction: Transaction,
  source: SelectSource,
  secrets: NamedValues,
): Promise<SelectedRows> {
  const known = await temporaryTables(transaction);
  for (const statement of source.prepare) await transaction.run(statement, secrets);
  const tables = (await temporaryTables(transaction)).filter((name) => !known.includes(name));
  for (const { table, sql } of source.selects) await transaction.run(`create temp view ${rawTable(table)} as ${sql}`);
  const found = await columnsOfViews(transaction);
  const staged = source.selects.map((select) => givenBy(select, found.get(rawTable(select.table)) ?? []));
  // Of the model's types already, so nothing stands between them and the stage; what is wrong is found there.
  for (const given of staged) await typeRows(transaction, { given, source: source.source, secrets });
  return { given: staged, tables };
}

async function temporaryTables(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.rows(
    `select table_name from information_schema.tables where table_type = 'LOCAL TEMPORARY'`,
  );
  return rows.map((row) => String(row['table_name']));
}

/** By view. One question for all: to plan each select for its columns alone takes longer. */
async function columnsOfViews(transaction: Transaction): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await transaction.rows(
    `select table_name, column_name from duckdb_columns() where database_name = 'temp' order by table_name, column_index`,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => String(row['table_name']))].map(([view, columns]) => [
      view,
      columns.map((row) => String(row['column_name'])),
    ]),
  );
}

/** What a select gives, of what it may and must. */
function givenBy({ table, hashed = [] }: TableSelect, found: readonly string[]): Given {
  const columns = givenColumnsOf(table).filter(({ name }) => found.includes(name));
  const needed = [...numbers, ...givenColumnsOf(table).flatMap(({ name, required }) => (required ? [name] : []))];
  const missing = needed.find((name) => !found.includes(name));
  if (missing !== undefined) throw new AssayError('INTERNAL', `The select of ${table} does not give ${missing}.`);
  if (columns.length + numbers.length !== found.length)
    throw new AssayError('INTERNAL', `The select of ${table} gives other columns than a source may.`);
  return { table, columns: columns.map(({ name }) => name), isTyped: true, hashed };
}
