import type { TableName } from '@assay/model';
import { columnsOf, historyName, primaryKeyOf } from '@assay/model';
import { countGone } from '../erase/count-gone.ts';
import { str } from '../named-parameters.ts';
import { nameList, quoteName } from '../quote.ts';
import { goneTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

export interface RestoredCounts {
  /** Current rows of the load that went. */
  readonly removed: number;
  /** Rows that they had superseded and that are current again. */
  readonly restored: number;
}

/**
 * Takes all versions of rows that a load brought to a table out, the superseded ones too. The version before each is in
 * force until the one after it; where none is after it, it is current again. What went and what came is in
 * `gone_<table>`; how much of it was in force from when to when is kept, for replays. Null where the load brought nothing
 * to the table.
 */
export async function restoreRows(
  transaction: Transaction,
  table: TableName,
  { load, now }: { readonly load: string; readonly now: string },
): Promise<RestoredCounts | null> {
  const values = { load: str(load) };
  const places: Places = {
    current: `main.${quoteName(table)}`,
    history: `main.${quoteName(historyName(table))}`,
    gone: goneTable(table),
    key: nameList(primaryKeyOf(table)),
    all: nameList(columnsOf(table).map((column) => column.name)),
  };
  const { current, history, gone, key, all } = places;
  await transaction.run(`create temp table ${gone} as select ${all} from ${current} where load_id = :load`, values);
  const removed = await transaction.count(`select count(*) from ${gone}`);
  const replaced = await transaction.count(`select count(*) from ${history} where load_id = :load`, values);
  if (removed + replaced === 0) {
    await transaction.run(`drop table ${gone}`);
    return null;
  }
  await transaction.run(
    `create temp table touched_key as
    select ${key} from ${gone} union select ${key} from ${history} where load_id = :load`,
    values,
  );
  await countGone(transaction, table, { which: 'where load_id = :load', values, now });
  await transaction.run(`delete from ${current} where load_id = :load`, values);
  await transaction.run(`delete from ${history} where load_id = :load`, values);
  return { removed, restored: await closeGaps(transaction, places) };
}

interface Places {
  readonly current: string;
  readonly history: string;
  readonly gone: string;
  readonly key: string;
  readonly all: string;
}

/** What is left of each chain of versions holds until the next begins; the last is to be current. Returns how many became so. */
async function closeGaps(transaction: Transaction, { current, history, gone, key, all }: Places): Promise<number> {
  await transaction.run(`create temp table chain as
    select place, ended, lead(began) over (partition by ${key} order by began, coalesce(ended, 'infinity'), place) as next
    from (
      select ${key}, rowid as place, ingested_at as began, superseded_at as ended
      from ${history} semi join touched_key using (${key})
      union all select ${key}, null, ingested_at, null from ${current} semi join touched_key using (${key})
    )`);
  await transaction.run(`update ${history} h set superseded_at = c.next from chain c
    where c.place = h.rowid and c.next is not null and c.next <> c.ended`);
  const isLast = 'rowid in (select place from chain where place is not null and next is null)';
  await transaction.run(`create temp table back as select ${all} from ${history} where ${isLast}`);
  await transaction.run(`delete from ${history} where ${isLast}`);
  for (const table of [current, gone]) await transaction.run(`insert into ${table} (${all}) select ${all} from back`);
  const restored = await transaction.count('select count(*) from back');
  for (const name of ['touched_key', 'chain', 'back']) await transaction.run(`drop table ${name}`);
  return restored;
}
