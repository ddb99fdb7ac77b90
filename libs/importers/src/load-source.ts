import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { BulkLoader } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { createProblems } from './check/problems.ts';
import { validate } from './check/validate.ts';
import { countRecords } from './count-records.ts';
import { keepQuarantine } from './database/quarantine.ts';
import { ensureKey, ensureSchema } from './database/schema.ts';
import { writeLoad } from './database/write-load.ts';
import { createRejected } from './file/rejects.ts';
import type { LoadOptions } from './load-options.ts';
import { assertDerivable } from './merge/derivations.ts';
import { merge } from './merge/merge.ts';
import { measureReach } from './merge/reach.ts';
import { hashValues } from './pseudonym/hash-sql.ts';
import type { LoadReceipt } from './receipt.ts';
import type { Source } from './source.ts';
import type { PreparedSource } from './staged-source.ts';
import { prepareSource } from './staged-source.ts';
import { Transaction } from './transaction.ts';

/**
 * Loads one source in one transaction: read, check, stage, merge by key, receipt. Whatever fails, nothing is kept. The
 * same source twice changes no row. Throws AssayError: FILE_UNREADABLE, FILE_NOT_RECOGNISED, PARAM_INVALID,
 * RECIPE_INVALID, CONFIG_INVALID, DATABASE_FUTURE, and with `strict` RECORDS_QUARANTINED (see `receiptOf`).
 */
export async function loadSource(loader: BulkLoader, source: Source, options: LoadOptions): Promise<LoadReceipt> {
  const prepared = await prepareSource(source, options);
  const session = await loader.begin();
  try {
    const receipt = await fill(new Transaction(session, options.signal, prepared.source), { source, prepared, options });
    if (options.strict === true && receipt.examples.length > 0) throw refused(receipt);
    if (options.dryRun === true) await session.rollback();
    else await session.commit();
    options.onProgress?.({ phase: 'done', records: receipt.read });
    return options.dryRun === true ? { ...receipt, load: null } : receipt;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}

/** The receipt of a load that `strict` refused; null for every other error. */
export function receiptOf(error: unknown): LoadReceipt | null {
  if (!(error instanceof AssayError) || error.code !== 'RECORDS_QUARANTINED') return null;
  return error.cause as LoadReceipt;
}

interface FillScope {
  readonly source: Source;
  readonly prepared: PreparedSource;
  readonly options: LoadOptions;
}

async function fill(transaction: Transaction, { source, prepared, options }: FillScope): Promise<LoadReceipt> {
  const now = (options.now ?? new Date()).toISOString();
  const load = randomUUID();
  const secrets = hashValues(options.key);
  await ensureSchema(transaction);
  await ensureKey(transaction, options.key);
  await createProblems(transaction);
  await createRejected(transaction);
  const { given, read, records, raw, lineOf } = await prepared.stage(transaction);
  for (const { table } of given) assertDerivable(table);
  options.onProgress?.({ phase: 'checking', records: read });
  const staged = await validate(transaction, { given, source: prepared.source, now, secrets });
  options.onProgress?.({ phase: 'merging', records: read });
  const merged = await merge(transaction, staged, { load, now });
  const counts = await countRecords(transaction, { staged, merged: merged.tables, read, records });
  const examples = await keepQuarantine(transaction, { load, lineOf, raw, secrets });
  await measureReach(transaction, staged, load);
  const receipt = { file: source.file, source: prepared.source, load, ...counts, tables: merged.counts, examples };
  await writeLoad(transaction, {
    load,
    receipt,
    fileName: basename(source.file),
    recipe: prepared.recipe,
    settings: prepared.settings,
    sha256: prepared.sha256,
    startedAt: now,
    finishedAt: new Date().toISOString(),
  });
  return receipt;
}

function refused(receipt: LoadReceipt): AssayError {
  const [first] = receipt.examples;
  const where = [
    first?.record == null ? null : `record ${first.record}`,
    first?.line == null ? null : `line ${first.line}`,
    first?.column == null ? null : `column ${first.column}`,
  ].filter((part) => part !== null);
  const hint = `First: ${where.join(', ')} (${first?.reason}). Mend the file, or load without --strict to keep the rest.`;
  const message = `${receipt.file}: ${receipt.quarantined} of ${receipt.read} records would be set aside, so nothing was loaded.`;
  return new AssayError('RECORDS_QUARANTINED', message, { hint, cause: { ...receipt, load: null } });
}
