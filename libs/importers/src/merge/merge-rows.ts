import type { TableName } from '@assay/model';
import { columnsOf, historyName, ownColumnsOf, primaryKeyOf } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { str, ts } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import { derivations } from './derivations.ts';
import { isEmpty } from './is-empty.ts';
import { layoutOf, liesInOrder } from './layout.ts';
import { changeTable, derivedView, flagTable, mergeTable, stageTable, stagedColumnsOf } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

export interface LoadStamp {
  readonly load: string;
  /** Instant of the load, ISO 8601: rows are in force from it, and rows they supersede until it. */
  readonly now: string;
}

/** Rows of one table by what the load did to them. */
export interface TableCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that a full load did not hold any more; only where it was one. */
  readonly voided?: number;
}

/**
 * Puts the staged rows of a table beside the current ones by key, into `merge_<table>`. Compared are the table's own
 * columns and, where the source says it, when it changed the row. True where the table is empty, so that there is nothing
 * to compare: then the rows stay where they are staged.
 */
export async function compareRows(transaction: Transaction, table: TableName): Promise<boolean> {
  const isFirst = await isEmpty(transaction, table);
  if (isFirst) {
    await transaction.run(`create temp view ${mergeTable(table)} as
      select *, cast(null as varchar) as _origin, 'inserted' as _change from ${comingFrom(table)}`);
  } else {
    await compare(transaction, table);
    await dropStage(transaction, table);
  }
  return isFirst;
}

/** The staged rows with their derived columns, where the table has such. */
function comingFrom(table: TableName): string {
  return derivations[table] === undefined ? stageTable(table) : derivedView(table);
}

async function dropStage(transaction: Transaction, table: TableName): Promise<void> {
  if (derivations[table] !== undefined) {
    await transaction.run(`drop view ${derivedView(table)}`);
    await transaction.run(`drop table ${flagTable(table)}`);
  }
  await transaction.run(`drop table ${stageTable(table)}`);
}

export interface Replacement {
  readonly stamp: LoadStamp;
  /** Of `compareRows`. */
  readonly isFirst: boolean;
}

/**
 * New rows are added, changed ones replace what goes to the history table, equal ones are left alone. A voided row comes
 * back. A row in which only derived columns change stays one of the load that brought it, and is in force from this one.
 */
export async function replaceRows(
  transaction: Transaction,
  table: TableName,
  { stamp, isFirst }: Replacement,
): Promise<TableCounts> {
  const stamps = { load: str(stamp.load), now: ts(stamp.now) };
  if (!isFirst) await supersede(transaction, table, stamps.now);
  const counts = await countRows(transaction, table, isFirst);
  if (counts.inserted + counts.updated > 0) await insertRows(transaction, table, { stamps, counts });
  return counts;
}

/** Which records the rows were of, and what became of them. */
export async function keepChanges(transaction: Transaction, table: TableName): Promise<void> {
  await transaction.run(`create temp table ${changeTable(table)} as
    select _record, _change from ${mergeTable(table)} where _record is not null`);
}

/** Lets go of the rows when they are in their table. */
export async function dropMerged(transaction: Transaction, table: TableName, isFirst: boolean): Promise<void> {
  await transaction.run(`drop ${isFirst ? 'view' : 'table'} ${mergeTable(table)}`);
  if (isFirst) await dropStage(transaction, table);
}

async function compare(transaction: Transaction, table: TableName): Promise<void> {
  const key = primaryKeyOf(table);
  const [firstKey = ''] = key;
  const names = ownColumnsOf(table).flatMap((column) => (column.key === null ? [column.name] : []));
  const derived = derivations[table]?.columns ?? [];
  const differ = (columns: readonly string[]) =>
    columns.map((name) => `c.${quoteName(name)} is distinct from s.${quoteName(name)}`).join(' or ') || 'false';
  const isNewer = 's.updated_at is not null and c.updated_at is distinct from s.updated_at';
  const isNewly = derivations[table]?.isNewly ?? 'false';
  const isNew = `c.voided_at is not null or ${isNewer} or (${isNewly}) or ${differ(names.filter((name) => !derived.includes(name)))}`;
  await transaction.run(`create temp table ${mergeTable(table)} as
    select s.*, case when ${isNew} then null else c.load_id end as _origin, case
      when c.${quoteName(firstKey)} is null then 'inserted'
      when ${isNew} or ${differ(derived)} then 'updated'
      else 'unchanged' end as _change
    from ${comingFrom(table)} s left join main.${quoteName(table)} c using (${nameList(key)})`);
}

async function supersede(transaction: Transaction, table: TableName, now: NamedValues[string]): Promise<void> {
  const merge = mergeTable(table);
  const target = `main.${quoteName(table)}`;
  const isKey = primaryKeyOf(table).map((name) => `c.${quoteName(name)} = m.${quoteName(name)}`);
  const all = columnsOf(table).map((column) => column.name);
  await transaction.run(
    `insert into main.${quoteName(historyName(table))} (${nameList(all)}, superseded_at)
    select ${nameList(all, 'c.')}, :now from ${target} c join ${merge} m on ${isKey.join(' and ')} where m._change = 'updated'`,
    { now },
  );
  await transaction.run(
    `delete from ${target} c using ${merge} m where m._change = 'updated' and ${isKey.join(' and ')}`,
  );
}

interface Insertion {
  readonly stamps: NamedValues;
  readonly counts: TableCounts;
}

async function insertRows(transaction: Transaction, table: TableName, { stamps, counts }: Insertion): Promise<void> {
  const order = (await liesInOrder(transaction, table, counts.inserted + counts.updated))
    ? ''
    : `order by ${nameList(layoutOf(table))}`;
  const staged = ['source_system', 'is_test', ...stagedColumnsOf(table).map((column) => column.name)];
  await transaction.run(
    `insert into main.${quoteName(table)} (${nameList(staged)}, load_id, ingested_at, voided_at)
    select ${nameList(staged)}, coalesce(_origin, :load), :now, null from ${mergeTable(table)} where _change <> 'unchanged'
    ${order}`,
    stamps,
  );
}

/** Rows that came along only to have derived columns worked out count where they changed. */
async function countRows(transaction: Transaction, table: TableName, isFirst: boolean): Promise<TableCounts> {
  if (isFirst) {
    const inserted = await transaction.count(`select count(*) from ${stageTable(table)}`);
    return { inserted, updated: 0, unchanged: 0 };
  }
  const [row] = await transaction.rows(`select
      count(case when _change = 'inserted' then 1 end) as inserted,
      count(case when _change = 'updated' then 1 end) as updated,
      count(case when _change = 'unchanged' and _row is not null then 1 end) as unchanged
    from ${mergeTable(table)}`);
  return {
    inserted: Number(row?.['inserted']),
    updated: Number(row?.['updated']),
    unchanged: Number(row?.['unchanged']),
  };
}
