import type { TableName } from '@assay/model';
import { ownColumnsOf, primaryKeyOf } from '@assay/model';
import { str } from '../named-parameters.ts';
import { nameList } from '../quote.ts';
import { stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/**
 * V-K1: rows of one file that say different things under one key. Which is right is not known, so all are at fault. Of
 * rows that say the same under one key `dropRepeats` keeps the first. True where a key comes more than once at all.
 */
export async function checkKeys(transaction: Transaction, table: TableName): Promise<boolean> {
  const stage = stageTable(table);
  const key = nameList(primaryKeyOf(table));
  const repeated = `select ${key} from ${stage} group by ${key} having count(*) > 1`;
  if ((await transaction.count(`select count(*) from (${repeated} limit 1)`)) === 0) return false;
  const content = nameList(ownColumnsOf(table).map((column) => column.name));
  await transaction.run(
    `insert into problem
    with repeated as (${repeated}),
    contents as (select distinct ${content} from ${stage} semi join repeated using (${key})),
    contradicted as (select ${key} from contents group by ${key} having count(*) > 1)
    select :table, s._row, s._record, :column, 'V-K1', :detail
    from ${stage} s semi join contradicted using (${key})`,
    {
      table: str(table),
      column: str(primaryKeyOf(table).join(', ')),
      detail: str(`two records give one ${table} different contents`),
    },
  );
  return true;
}

/** Of rows that say the same under one key the first stays. */
export async function dropRepeats(transaction: Transaction, table: TableName): Promise<void> {
  const key = nameList(primaryKeyOf(table));
  await transaction.run(
    `delete from ${stageTable(table)} where _row in (
      select _row from (
        select _row, row_number() over (partition by ${key} order by _record nulls first, _row) as place
        from ${stageTable(table)} semi join (
          select ${key} from ${stageTable(table)} group by ${key} having count(*) > 1
        ) using (${key})
      ) where place > 1)`,
  );
}
