import type { RowSource } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { RawRows } from './raw-rows.ts';
import type { Given } from './stage-recipe.ts';

/** Appends rows made in memory, as text, to the raw table of each table they come for. */
export async function stageRows(
  transaction: Transaction,
  source: RowSource,
  onRecords: (records: number) => void,
): Promise<readonly Given[]> {
  const raw = new RawRows(transaction);
  for await (const batch of source.batches) {
    await raw.append(batch);
    onRecords(raw.most);
  }
  return [...raw.columns].map(([table, columns]) => ({ table, columns }));
}
