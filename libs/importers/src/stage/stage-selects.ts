import { AssayError } from '@assay/contract';
import { columnType } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
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

/** Runs the selects of a source into the raw tables, cast to the types of the model. A value that does not fit is an error. */
export async function stageSelects(
  transaction: Transaction,
  source: SelectSource,
  secrets: NamedValues,
): Promise<SelectedRows> {
  const known = await temporaryTables(transaction);
  for (const statement of source.prepare) await transaction.run(statement, secrets);
  const tables = (await temporaryTables(transaction)).filter((name) => !known.includes(name));
  const staged: Given[] = [];
  for (const select of source.selects) {
    const given = await stageSelect(transaction, select);
    // Of the model's types already, so nothing stands between them and the stage; what is wrong is found there.
    await typeRows(transaction, { given, source: source.source, secrets });
    staged.push(given);
  }
  return { given: staged, tables };
}

async function temporaryTables(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.rows(
    `select table_name from information_schema.tables where table_type = 'LOCAL TEMPORARY'`,
  );
  return rows.map((row) => String(row['table_name']));
}

/**
 * The raw table is a view: its rows need not lie anywhere before they are staged, and a step that asks for their records
 * alone computes nothing else.
 */
async function stageSelect(transaction: Transaction, { table, sql, hashed = [] }: TableSelect): Promise<Given> {
  const found = (await transaction.run(`select * from (${sql}) limit 0`)).columns.map(({ name }) => name);
  const columns = givenColumnsOf(table).filter(({ name }) => found.includes(name));
  const numbers = ['_record', '_row'].filter((name) => found.includes(name));
  if (columns.length + numbers.length !== found.length || !numbers.includes('_record')) {
    throw new AssayError('INTERNAL', `The select of ${table} gives other columns than a source may.`);
  }
  const missing = givenColumnsOf(table).find(({ name, required }) => required && !found.includes(name));
  if (missing) throw new AssayError('INTERNAL', `The select of ${table} does not give ${missing.name}.`);
  const cells = columns.map((column) => {
    const name = quoteName(column.name);
    return `cast(${name} as ${columnType('duckdb', column)}) as ${name}`;
  });
  const row = numbers.includes('_row') ? '_row' : '_record';
  await transaction.run(
    `create temp view ${rawTable(table)} as
    select cast(${row} as bigint) as _row, cast(_record as bigint) as _record, ${cells.join(', ')} from (${sql})`,
  );
  return { table, columns: columns.map(({ name }) => name), isTyped: true, hashed };
}
