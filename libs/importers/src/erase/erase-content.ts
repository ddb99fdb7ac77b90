import type { TableName } from '@assay/model';
import { historyName, ownColumnsOf, tableNames } from '@assay/model';
import { quoteName } from '../quote.ts';
import { goneTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

const pointer = 'content_uri';
const pointsToContent = (table: TableName) =>
  table !== 'ref_content' && ownColumnsOf(table).some((column) => column.name === pointer);

/** Erases kept texts that only erased rows pointed to; returns how many. */
export async function eraseContent(transaction: Transaction, erased: readonly TableName[]): Promise<number> {
  const from = erased.filter(pointsToContent);
  if (from.length === 0) return 0;
  const lost = from.map((table) => `select ${pointer} from ${goneTable(table)} where ${pointer} is not null`);
  const kept = tableNames
    .filter(pointsToContent)
    .flatMap((table) => [table, historyName(table)])
    .map((table) => `select ${pointer} from main.${quoteName(table)} where ${pointer} is not null`);
  const isLost = `${pointer} in (${lost.join(' union all ')}) and ${pointer} not in (${kept.join(' union all ')})`;
  const found = await transaction.count(`select count(*) from main.ref_content where ${isLost}`);
  for (const table of ['ref_content', 'ref_content_history']) {
    await transaction.run(`delete from main.${quoteName(table)} where ${isLost}`);
  }
  return found;
}
