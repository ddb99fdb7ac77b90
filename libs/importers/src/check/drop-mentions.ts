import type { TableName } from '@assay/model';
import { ownColumnsOf, primaryKeyOf, tables } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Takes out rows of things that a file only mentions where more is known of them: from another source, or from a record
 * of their own, which says when it changed (`updated_at`). Of two mentions of a fact the earlier one stays.
 */
export async function dropMentions(transaction: Transaction, table: TableName): Promise<void> {
  const stage = stageTable(table);
  const key = nameList(primaryKeyOf(table));
  const { partition } = tables[table];
  const current = `main.${quoteName(table)} c semi join ${stage} using (${key})`;
  const isBetter = `c.source_system <> s.source_system or (c.updated_at is not null and s.updated_at is null)`;
  const isEarlier = partition === null ? 'false' : `c.${quoteName(partition)} < s.${quoteName(partition)}`;
  const known = `select s._row, s._record from ${stage} s join (select * from ${current} where c.voided_at is null) c using (${key})
    where ${isBetter} or ${isEarlier}`;
  const later =
    partition === null
      ? 'select null as _row, null as _record limit 0'
      : `select _row, _record from ${stage} qualify ${quoteName(partition)} > min(${quoteName(partition)}) over (partition by ${key})`;
  await transaction.run(`create temp table mentioned as (${known}) union (${later})`);
  await transaction.run(`insert into passed_over select _record, 'known' from mentioned where _record is not null`);
  await transaction.run(`delete from ${stage} where _row in (select _row from mentioned)`);
  await transaction.run('drop table mentioned');
}

/** Columns that the source does not give stay what they are in the rows that are there. */
export async function keepOthers(
  transaction: Transaction,
  { table, columns }: { readonly table: TableName; readonly columns: readonly string[] },
): Promise<void> {
  const others = ownColumnsOf(table).filter(({ name, derived }) => !derived && !columns.includes(name));
  if (others.length === 0) return;
  const same = primaryKeyOf(table).map((name) => `s.${quoteName(name)} = c.${quoteName(name)}`);
  const cells = others.map(({ name }) => `${quoteName(name)} = c.${quoteName(name)}`);
  await transaction.run(`update ${stageTable(table)} s set ${cells.join(', ')} from main.${quoteName(table)} c
    where c.voided_at is null and c.source_system = s.source_system and ${same.join(' and ')}`);
}
