import { tableNames } from '@assay/model';
import type { TableName } from '@assay/model';
import type { LoadReceipt } from '../receipt.ts';
import { quoteName } from '../quote.ts';
import { stageTable, stagedColumnsOf } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';
import { derivations } from './derivations.ts';
import type { LoadStamp } from './merge-rows.ts';
import { compareRows, dropMerged, keepChanges, replaceRows } from './merge-rows.ts';
import type { Moves } from './rows-after.ts';

export interface Merged {
  /** Tables that were compared, in order. */
  readonly tables: readonly TableName[];
  readonly counts: LoadReceipt['tables'];
}

export interface MergeScope {
  readonly moves: Moves;
  /** Every record still has all of its rows: where the tables are empty, too, each is loaded, and none need be kept in mind. */
  readonly isWhole: boolean;
  readonly stamp: LoadStamp;
}

/**
 * Works out derived columns, also of rows that are there and not in the source, and merges table by table. The
 * transaction is entered before the first row is written: until then all work is in temporary tables.
 */
export async function merge(transaction: Transaction, { moves, isWhole, stamp }: MergeScope): Promise<Merged> {
  const { staged, gone } = moves;
  const moved = (table: TableName) => staged.includes(table) || gone.includes(table);
  const affected = (table: TableName) => derivations[table]?.readsFrom.some(moved) === true;
  const isDerived = (table: TableName) => derivations[table] !== undefined && gone.includes(table);
  const tables = tableNames.filter((name) => staged.includes(name) || affected(name) || isDerived(name));
  for (const table of tables) if (!staged.includes(table)) await stageNothing(transaction, table);
  for (const table of tables) await derivations[table]?.derive(transaction, { staged: tables, gone });
  const first = new Set<TableName>();
  for (const table of tables) if (await compareRows(transaction, table)) first.add(table);
  const keepsChanges = !isWhole || first.size < tables.length;
  await transaction.enter();
  const counts: Partial<Record<TableName, NonNullable<Merged['counts'][TableName]>>> = {};
  for (const table of tables) {
    const isFirst = first.has(table);
    const count = await replaceRows(transaction, table, { stamp, isFirst });
    await derivations[table]?.settle?.(transaction);
    if (keepsChanges) await keepChanges(transaction, table);
    await dropMerged(transaction, table, isFirst);
    if (staged.includes(table) || count.updated > 0) counts[table] = count;
  }
  return { tables, counts };
}

async function stageNothing(transaction: Transaction, table: TableName): Promise<void> {
  const columns = stagedColumnsOf(table).map((column) => quoteName(column.name));
  await transaction.run(`create temp table ${stageTable(table)} as
    select cast(null as bigint) as _row, cast(null as bigint) as _record, source_system, is_test, ${columns.join(', ')}
    from main.${quoteName(table)} limit 0`);
}
