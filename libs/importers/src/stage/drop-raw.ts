import type { Transaction } from '../transaction.ts';
import { rawTable, stageTable } from './columns.ts';
import type { Given } from './stage-recipe.ts';

/** Keeps the numbers of the records that gave rows, right or wrong: all that is asked of the raw tables at the end. */
export async function keepGiven(transaction: Transaction, given: readonly Given[]): Promise<void> {
  // Each once: a record may give several rows of one table, and of no other.
  const numbers = given.map(
    ({ table, isTyped }) =>
      `select _record from ${isTyped ? stageTable(table) : rawTable(table)} where _record is not null`,
  );
  const all = numbers.join(' union all ') || 'select cast(null as bigint) as _record limit 0';
  await transaction.run(`create temp table given_record as select distinct _record from (${all})`);
}

export interface RawTables {
  readonly given: readonly Given[];
  /** What the file was read into. */
  readonly tables: readonly string[];
}

/** Lets go of the text of the source, which nothing asks for any more. */
export async function dropRaw(transaction: Transaction, { given, tables }: RawTables): Promise<void> {
  for (const { table, isTyped } of given)
    await transaction.run(`drop ${isTyped ? 'view' : 'table'} ${rawTable(table)}`);
  for (const name of tables) await transaction.run(`drop table ${name}`);
}
