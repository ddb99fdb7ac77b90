import type { TableName } from '@assay/model';
import { primaryKeyOf } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/** Records with a row of which a newer revision is known. */
export async function createOlder(transaction: Transaction): Promise<void> {
  await transaction.run('create temp table older_record (_record bigint)');
}

/**
 * Takes out rows of which the same file, or the table, has a revision that the source changed later (`updated_at`): an
 * older file loaded after a newer one does not win, and of revisions in one file the newest does. Rows without
 * `updated_at` are taken as they come.
 *
 * @param isWhole rows with one `source_id` are parts of one thing: they are as old as the newest part that is known
 */
export async function dropOlder(transaction: Transaction, table: TableName, isWhole: boolean): Promise<void> {
  const stage = stageTable(table);
  const names = isWhole ? ['source_system', 'source_id'] : primaryKeyOf(table);
  const key = nameList(names);
  const dated = await transaction.count(
    `select count(*) from (select 1 from ${stage} where updated_at is not null limit 1)`,
  );
  if (dated === 0) return;
  await transaction.run(`create temp table older_row as
    select s._row, s._record from ${stage} s
    join (
      select ${key}, max(updated_at) as newest from (
        select ${key}, updated_at from ${stage}
        union all select ${nameList(names, 'c.')}, c.updated_at from main.${quoteName(table)} c
          semi join ${stage} using (${key})
      ) group by ${key} having min(updated_at) < max(updated_at)
    ) using (${key})
    where s.updated_at < newest`);
  await transaction.run('insert into older_record select _record from older_row where _record is not null');
  await transaction.run(`delete from ${stage} where _row in (select _row from older_row)`);
  await transaction.run('drop table older_row');
}
