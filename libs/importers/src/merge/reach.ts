import type { TableName } from '@assay/model';
import { countedDates, stateSchema, tables } from '@assay/model';
import { str, ts } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Measures the longest time between the partition column and each counted date over the rows a load wrote, rounded up
 * to seconds; over all there are where it was never measured, as in a database of an older Assay. A reach only grows: a
 * bound that is too wide reads too much, one too narrow would lose rows.
 */
export async function measureReach(transaction: Transaction, staged: readonly TableName[], now: string): Promise<void> {
  for (const { table, column } of countedDates) {
    const { partition } = tables[table];
    if (partition === null || !staged.includes(table)) continue;
    const seconds = `coalesce(max(ceil(greatest(epoch(${quoteName(column)}) - epoch(${quoteName(partition)}), 0))), 0)`;
    await transaction.run(
      `insert into ${stateSchema}.reach (table_name, date_column, reach_seconds)
      select :table, :column, cast(${seconds} as bigint) from main.${quoteName(table)}
      where ingested_at = :now or not exists (
        select 1 from ${stateSchema}.reach r where r.table_name = :table and r.date_column = :column
      )
      on conflict (table_name, date_column) do update set reach_seconds = greatest(reach_seconds, excluded.reach_seconds)`,
      { table: str(table), column: str(column), now: ts(now) },
    );
  }
}
