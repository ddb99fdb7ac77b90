import type { TableName } from '@assay/model';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';

/** Whether nothing was ever loaded into a table: then no row can be compared, superseded or brought along. */
export async function isEmpty(transaction: Transaction, table: TableName): Promise<boolean> {
  return (await transaction.count(`select count(*) from (select 1 from main.${quoteName(table)} limit 1)`)) === 0;
}
