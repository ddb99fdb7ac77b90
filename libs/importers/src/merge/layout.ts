import type { TableName } from '@assay/model';
import { tables } from '@assay/model';
import { quoteName } from '../quote.ts';
import { mergeTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

/** Rows that the engine lays down, and skips, together. */
const blockRows = 122_880;
/** In how many blocks an instant may lie, in the mean: so many are read in milliseconds, and no order would save more. */
const fewBlocks = 4;

/** Rows lie in the order in which statements bound them, so that the engine skips what is out of bounds. */
export function layoutOf(table: TableName): readonly string[] {
  const { partition, cluster } = tables[table];
  return [...new Set([...(partition === null ? [] : [partition]), ...cluster])];
}

/**
 * Whether the rows to merge come nearly in that order, as files do that are written as time goes, or are so few that order
 * is worth nothing. To sort whole rows costs as much as to write them.
 */
export async function liesInOrder(transaction: Transaction, table: TableName, rows: number): Promise<boolean> {
  const { partition } = tables[table];
  const merge = mergeTable(table);
  if (rows <= fewBlocks * blockRows) return true;
  if (partition === null) return false;
  const blocks = await transaction.count(
    `select coalesce(sum(hi - lo) / nullif(max(hi) - min(lo), 0), 1) from (
      select min(instant) as lo, max(instant) as hi from (
        select epoch(${quoteName(partition)}) as instant, row_number() over () - 1 as place from ${merge} where _change <> 'unchanged'
      ) group by place // ${blockRows}
    )`,
  );
  return blocks <= fewBlocks;
}
