import { randomUUID } from 'node:crypto';
import type { BulkLoader } from '@assay/contract';
import type { TableName } from '@assay/model';
import { stateSchema, tableNames } from '@assay/model';
import { ensureSchema, setMeta } from '../database/schema.ts';
import { refreshFindings } from '../findings/refresh-findings.ts';
import { merge } from '../merge/merge.ts';
import { str, ts } from '../named-parameters.ts';
import type { Transaction } from '../transaction.ts';
import type { WriteOptions } from '../within.ts';
import { within } from '../within.ts';
import { chooseLoad } from './choose-load.ts';
import { restoreFlags } from './restore-flags.ts';
import type { RestoredCounts } from './restore-rows.ts';
import { restoreRows } from './restore-rows.ts';

/** What taking a load back did. */
export interface UnloadReceipt {
  readonly load: string;
  /** Name of the file that it had read. */
  readonly file: string;
  readonly tables: Readonly<Partial<Record<TableName, UnloadCounts>>>;
}

export interface UnloadCounts extends RestoredCounts {
  /** Rows of other loads in which derived columns changed with it. */
  readonly changed: number;
}

/**
 * Takes a load back, in one transaction: its rows go, history included, and what they had superseded comes back, with
 * derived columns as if the load had never been. What later loads brought stays. A row that a later load only found
 * again goes with the load that it came from. `load` may be the first letters of an id. Throws LOAD_UNKNOWN.
 */
export async function unloadLoad(loader: BulkLoader, load: string, options: WriteOptions): Promise<UnloadReceipt> {
  return await within(loader, options, (transaction) => takeBack(transaction, load, options));
}

async function takeBack(transaction: Transaction, given: string, options: WriteOptions): Promise<UnloadReceipt> {
  await ensureSchema(transaction);
  const { load, file, begun } = await findLoad(transaction, given);
  const now = (options.now ?? new Date()).toISOString();
  const restored = new Map<TableName, RestoredCounts>();
  for (const table of tableNames) {
    const counts = await restoreRows(transaction, table, { load, now });
    if (counts !== null) restored.set(table, counts);
  }
  const gone = [...restored.keys()];
  await transaction.run(`delete from ${stateSchema}.given_rework where load_id = :load`, { load: str(load) });
  const { tables, counts } = await merge(transaction, {
    moves: { staged: [], gone },
    isWhole: true,
    stamp: { load, now },
  });
  for (const table of tables) await restoreFlags(transaction, table, { begun, now });
  await transaction.run(`delete from ${stateSchema}.quarantine where load_id = :load`, { load: str(load) });
  await transaction.run(`update ${stateSchema}.loads set taken_back_at = :now where load_id = :load`, {
    now: ts(now),
    load: str(load),
  });
  await setMeta(transaction, 'data_version', randomUUID());
  const both = tableNames.filter((table) => restored.has(table) || (counts[table]?.updated ?? 0) > 0);
  await refreshFindings(transaction, { changed: both, load: null, now });
  const entries = both.map((table) => [
    table,
    { removed: 0, restored: 0, ...restored.get(table), changed: counts[table]?.updated ?? 0 },
  ]);
  return { load, file, tables: Object.fromEntries(entries) as UnloadReceipt['tables'] };
}

interface KnownLoad {
  readonly load: string;
  readonly file: string;
  /** Instant of the load, exactly as its rows carry it. */
  readonly begun: string;
}

async function findLoad(transaction: Transaction, given: string): Promise<KnownLoad> {
  const found = await transaction.rows(
    `select load_id, file, started_at, taken_back_at from ${stateSchema}.loads
    where starts_with(load_id, :given) order by taken_back_at nulls first limit 2`,
    { given: str(given) },
  );
  return chooseLoad(
    given,
    found.map((row) => ({
      load: String(row['load_id']),
      file: String(row['file']),
      begun: String(row['started_at']),
      takenBackAt: row['taken_back_at'] === null ? null : String(row['taken_back_at']),
    })),
  );
}
