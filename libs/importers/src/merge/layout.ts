import type { TableName } from '@assay/model';
import { tables } from '@assay/model';
import { quoteName } from '../quote.ts';
import { mergeTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/** Rows that the engine lays down, and skips, together. */
const blockRows = 122_880;
/** In how many blocks an instant may lie, in the mean, before it is worth putting the rows in order. */
const fewBlocks = 1.5;

/** Rows lie in the order in which statements bound them, so that the engine skips what is out of bounds. */
export function layoutOf(table: TableName): readonly string[] {
  const { partition, cluster } = tables[table];
  return [...new Set([...(partition === null ? [] : [partition]), ...cluster])];
}

/**
 * Whether the rows to merge come nearly in that order, as files do that are written as time goes. To sort whole rows costs
 * more than to write them, and within a block order is worth nothing.
 */
export async function liesInOrder(transaction: Transaction, table: TableName): Promise<boolean> {
  const { partition } = tables[table];
  const merge = mergeTable(table);
  if (partition === null) return (await transaction.count(`select count(*) from ${merge}`)) <= blockRows;
  const blocks = await transaction.count(
    `select coalesce(sum(hi - lo) / nullif(max(hi) - min(lo), 0), 1) from (
      select min(instant) as lo, max(instant) as hi from (
        select epoch(${quoteName(partition)}) as instant, row_number() over () - 1 as place from ${merge} where _change <> 'unchanged'
      ) group by place // ${blockRows}
    )`,
  );
  return blocks <= fewBlocks;
}
