import type { TableName } from '@assay/model';
import { columnsOf, historyName, ownColumnsOf, primaryKeyOf } from '@assay/model';
import { ts } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';

export interface TakenBack {
  /** Instant of the load that was taken back. */
  readonly begun: string;
  /** Instant at which it was. */
  readonly now: string;
}

/**
 * Where a load had changed only derived columns of a row, and taking it back changed them to what they were, the three
 * versions become the first again: as if neither had been.
 */
export async function restoreFlags(
  transaction: Transaction,
  table: TableName,
  { begun, now }: TakenBack,
): Promise<void> {
  const current = `main.${quoteName(table)}`;
  const history = `main.${quoteName(historyName(table))}`;
  const key = nameList(primaryKeyOf(table));
  const all = nameList(columnsOf(table).map((column) => column.name));
  const isSame = ownColumnsOf(table).map(
    ({ name }) => `c.${quoteName(name)} is not distinct from a.${quoteName(name)}`,
  );
  await transaction.run(
    `create temp table undone as
    select a.rowid as first, b.rowid as second, c.rowid as third
    from ${current} c join ${history} b using (${key}) join ${history} a using (${key})
    where c.ingested_at = :now and b.superseded_at = :now and b.ingested_at = :begun and a.superseded_at = :begun
      and a.rowid <> b.rowid and a.load_id = c.load_id and ${isSame.join(' and ')}
    qualify row_number() over (partition by c.rowid order by b.rowid desc, a.rowid desc) = 1`,
    { now: ts(now), begun: ts(begun) },
  );
  if ((await transaction.count('select count(*) from undone')) > 0) {
    await transaction.run(
      `create temp table back as select ${all} from ${history} where rowid in (select first from undone)`,
    );
    await transaction.run(`delete from ${current} where rowid in (select third from undone)`);
    await transaction.run(
      `delete from ${history} where rowid in (select first from undone union all select second from undone)`,
    );
    await transaction.run(`insert into ${current} (${all}) select ${all} from back`);
    await transaction.run('drop table back');
  }
  await transaction.run('drop table undone');
}
