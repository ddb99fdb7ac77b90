import type { RowSource } from '../source.ts';
import type { Transaction } from '../transaction.ts';
import { RawRows } from './raw-rows.ts';
import type { Given } from './stage-recipe.ts';

export interface RowInput {
  /** Texts that the rows offer are staged. */
  readonly keepsContent: boolean;
  readonly onRecords: (records: number) => void;
}

/** Appends rows made in memory, as text, to the raw table of each table they come for. */
export async function stageRows(
  transaction: Transaction,
  source: RowSource,
  { keepsContent, onRecords }: RowInput,
): Promise<readonly Given[]> {
  const raw = new RawRows(transaction, keepsContent);
  for await (const batch of source.batches) {
    await raw.append(batch);
    onRecords(raw.most);
  }
  await raw.settle();
  return [...raw.columns].map(([table, columns]) => ({ table, columns }));
}
