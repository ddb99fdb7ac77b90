import type { TableName } from '@assay/model';
import { columnsOf, historyName, ownColumnsOf, primaryKeyOf } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import { goneTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';
import { countGone } from './count-gone.ts';

/** A case is erased with its prompt; what models answered to it stays, under an id that says nothing any more. */
const caseColumns = ['case_version_id', 'case_id'];

export interface ErasedCounts {
  readonly current: number;
  readonly history: number;
}

export interface Erasure {
  /** `:id` as the source has it, `:person` as a pseudonym. */
  readonly values: NamedValues;
  readonly now: string;
}

/** Columns by which a row is an item's: the item itself, or what was said of it. */
const itemColumns = ['work_item_id', 'item_id', 'output_id', 'compared_output_id', 'issue_id', 'incident_id'];

/**
 * Takes the rows of a person or an item out of a table and its history; all versions of a row go when one of them is
 * theirs. Counts what was in force from when to when are kept, so that a replay can say how many rows it lacks. The
 * current ones are in `gone_<table>`. Null where there are none.
 */
export async function eraseRows(
  transaction: Transaction,
  table: TableName,
  { values, now }: Erasure,
): Promise<ErasedCounts | null> {
  const isTheirs = conditionOf(table);
  if (isTheirs === null) return null;
  const current = `main.${quoteName(table)}`;
  const history = `main.${quoteName(historyName(table))}`;
  const key = nameList(primaryKeyOf(table));
  await transaction.run(
    `create temp table erased_key as
    select ${key} from ${current} where ${isTheirs} union select ${key} from ${history} where ${isTheirs}`,
    values,
  );
  const found = await transaction.count('select count(*) from erased_key');
  const counts = found === 0 ? null : await take(transaction, { table, current, history, now });
  await transaction.run('drop table erased_key');
  return counts;
}

interface Place {
  readonly table: TableName;
  readonly current: string;
  readonly history: string;
  readonly now: string;
}

async function take(transaction: Transaction, { table, current, history, now }: Place): Promise<ErasedCounts> {
  const isErased = primaryKeyOf(table).map((name) => `t.${quoteName(name)} = e.${quoteName(name)}`);
  const using = `using (${nameList(primaryKeyOf(table))})`;
  await countGone(transaction, table, { which: `semi join erased_key ${using}`, now });
  const all = nameList(columnsOf(table).map((column) => column.name));
  await transaction.run(
    `create temp table ${goneTable(table)} as select ${all} from ${current} semi join erased_key ${using}`,
  );
  const before = await transaction.count(`select count(*) from ${history} semi join erased_key ${using}`);
  await transaction.run(`delete from ${current} t using erased_key e where ${isErased.join(' and ')}`);
  await transaction.run(`delete from ${history} t using erased_key e where ${isErased.join(' and ')}`);
  return { current: await transaction.count(`select count(*) from ${goneTable(table)}`), history: before };
}

function conditionOf(table: TableName): string | null {
  const parts = ownColumnsOf(table).flatMap(({ name, pii }) => {
    if (pii === 'pseudo') return [`${quoteName(name)} = :person`];
    if (table === 'dim_test_case' && caseColumns.includes(name)) return [`${quoteName(name)} = :id`];
    return itemColumns.includes(name) ? [`${quoteName(name)} = :id`] : [];
  });
  return parts.length === 0 ? null : `(${parts.join(' or ')})`;
}
