import { randomUUID } from 'node:crypto';
import type { BulkLoader } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { stateSchema, tableNames } from '@assay/model';
import { checkKey, ensureSchema, setMeta } from '../database/schema.ts';
import type { ChangedTables } from '../findings/refresh-findings.ts';
import { refreshFindings } from '../findings/refresh-findings.ts';
import { merge } from '../merge/merge.ts';
import { str } from '../named-parameters.ts';
import type { PseudonymKey } from '../pseudonym/key.ts';
import { pseudonymOf } from '../pseudonym/key.ts';
import type { Transaction } from '../transaction.ts';
import type { WriteOptions } from '../within.ts';
import { within } from '../within.ts';
import { eraseContent } from './erase-content.ts';
import type { ErasedCounts } from './erase-rows.ts';
import { eraseRows } from './erase-rows.ts';

/** What was erased. It names nobody, so that it can be kept. */
export interface ForgetReceipt {
  readonly tables: Readonly<Partial<Record<TableName, ErasedCounts>>>;
  /** Kept texts that only erased rows pointed to. */
  readonly contents: number;
  /** Findings about records set aside, which hold the record as it came. */
  readonly quarantined: number;
}

export interface ForgetOptions extends WriteOptions {
  readonly key: PseudonymKey;
}

const pseudonymShape = /^[0-9a-f]{20}$/;

/**
 * Erases a person's or an item's rows in every table, history, kept texts and records set aside included, for good: no
 * load that is taken back brings them again. `id` is what the source calls the person or the item; a person's pseudonym
 * does as well. What was counted with them is worked out again. PARAM_INVALID where nothing is known of the id.
 */
export async function forget(loader: BulkLoader, id: string, options: ForgetOptions): Promise<ForgetReceipt> {
  return await within(loader, options, (transaction) => eraseAll(transaction, id, options));
}

async function eraseAll(transaction: Transaction, id: string, options: ForgetOptions): Promise<ForgetReceipt> {
  await ensureSchema(transaction);
  await checkKey(transaction, options.key);
  const now = (options.now ?? new Date()).toISOString();
  const person = pseudonymShape.test(id) ? id : pseudonymOf(id, options.key);
  const values = { id: str(id), person: str(person) };
  const tables = new Map<TableName, ErasedCounts>();
  for (const table of tableNames) {
    const counts = await eraseRows(transaction, table, { values, now });
    if (counts !== null) tables.set(table, counts);
  }
  const contents = await eraseContent(transaction, [...tables.keys()]);
  const quarantined = await eraseQuarantine(transaction, values);
  if (tables.size + quarantined === 0) throw unknown();
  await transaction.run(
    `delete from ${stateSchema}.given_rework where work_item_id not in (
      select work_item_id from main.fact_work_item union all select work_item_id from main.fact_work_item_history)`,
  );
  const merged = await merge(transaction, {
    moves: { staged: [], gone: [...tables.keys()] },
    isWhole: true,
    stamp: { load: '', now },
  });
  await forgetFindings(transaction, { changed: [...new Set([...tables.keys(), ...merged.tables])], load: null, now });
  await setMeta(transaction, 'data_version', randomUUID());
  return { tables: Object.fromEntries(tables), contents, quarantined };
}

/** The samples of findings may name what was erased: those that are not worked out again are left without any. */
async function forgetFindings(transaction: Transaction, changes: ChangedTables): Promise<void> {
  await transaction.run(`update ${stateSchema}.findings set sample = '[]'`);
  await refreshFindings(transaction, changes);
}

/** A record set aside holds people as pseudonyms and everything else as it came, as JSON texts. */
async function eraseQuarantine(
  transaction: Transaction,
  values: Parameters<typeof eraseRows>[2]['values'],
): Promise<number> {
  const isAbout = `contains(raw, '"' || :person || '"') or contains(raw, cast(to_json(:id) as varchar))`;
  const found = await transaction.count(`select count(*) from ${stateSchema}.quarantine where ${isAbout}`, values);
  if (found > 0) await transaction.run(`delete from ${stateSchema}.quarantine where ${isAbout}`, values);
  return found;
}

function unknown(): AssayError {
  return new AssayError('PARAM_INVALID', 'Nothing is known of this id, so nothing was erased.', {
    hint: 'Give the id of the person or the item as the source writes it, or the pseudonym that `assay who` prints.',
  });
}
