import type { TableName } from '@assay/model';
import { columnsOf, historyName, ownColumnsOf, primaryKeyOf, tables } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { str, ts } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import { derivations } from './derivations.ts';
import { mergeTable, stageTable, stagedColumnsOf } from '../stage/columns.ts';
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
 * columns and, where the source says it, when it changed the row. Where the table is empty there is nothing to compare.
 */
export async function compareRows(transaction: Transaction, table: TableName): Promise<void> {
  const isThere = await transaction.count(`select count(*) from (select 1 from main.${quoteName(table)} limit 1)`);
  if (isThere > 0) return await compare(transaction, table);
  await transaction.run(`create temp view ${mergeTable(table)} as
    select *, cast(null as varchar) as _origin, 'inserted' as _change from ${stageTable(table)}`);
}

/**
 * New rows are added, changed ones replace what goes to the history table, equal ones are left alone. A voided row comes
 * back. A row in which only derived columns change stays one of the load that brought it, and is in force from this one.
 */
export async function replaceRows(transaction: Transaction, table: TableName, stamp: LoadStamp): Promise<TableCounts> {
  await replace(transaction, table, { load: str(stamp.load), now: ts(stamp.now) });
  return await countRows(transaction, table);
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
    from ${stageTable(table)} s left join main.${quoteName(table)} c using (${nameList(key)})`);
  await transaction.run(`drop table ${stageTable(table)}`);
}

async function replace(transaction: Transaction, table: TableName, stamp: NamedValues): Promise<void> {
  const merge = mergeTable(table);
  const target = `main.${quoteName(table)}`;
  const key = primaryKeyOf(table);
  const isKey = key.map((name) => `c.${quoteName(name)} = m.${quoteName(name)}`).join(' and ');
  const all = columnsOf(table).map((column) => column.name);
  await transaction.run(
    `insert into main.${quoteName(historyName(table))} (${nameList(all)}, superseded_at)
    select ${nameList(all, 'c.')}, :now from ${target} c join ${merge} m on ${isKey} where m._change = 'updated'`,
    { now: stamp['now'] ?? ts('') },
  );
  await transaction.run(`delete from ${target} c using ${merge} m where m._change = 'updated' and ${isKey}`);
  const staged = ['source_system', 'is_test', ...stagedColumnsOf(table).map((column) => column.name)];
  await transaction.run(
    `insert into ${target} (${nameList(staged)}, load_id, ingested_at, voided_at)
    select ${nameList(staged)}, coalesce(_origin, :load), :now, null from ${merge} where _change <> 'unchanged'
    order by ${nameList(layoutOf(table))}`,
    stamp,
  );
}

/** Rows lie in the order in which statements bound them, so that the engine skips what is out of bounds. */
function layoutOf(table: TableName): readonly string[] {
  const { partition, cluster } = tables[table];
  return [...new Set([...(partition === null ? [] : [partition]), ...cluster])];
}

/** Rows that came along only to have derived columns worked out count where they changed. */
async function countRows(transaction: Transaction, table: TableName): Promise<TableCounts> {
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
