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
import { createRejected } from './file/rejected.ts';
import type { LoadOptions } from './load-options.ts';
import { merge } from './merge/merge.ts';
import { measureReach } from './merge/reach.ts';
import { hashValues } from './pseudonym/hash-sql.ts';
import type { LoadReceipt, QuarantinedRecord } from './receipt.ts';
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
    const receipt = await fill(new Transaction(session, options.signal, prepared.source), {
      source,
      prepared,
      options,
    });
    const [first] = receipt.examples;
    if (options.strict === true && first !== undefined) throw refused(receipt, first);
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
  const { given, read, records, raw, sha256 } = await prepared.stage(transaction);
  options.onProgress?.({ phase: 'checking', records: read });
  const staged = await validate(transaction, { given, source: prepared.source, now, secrets });
  options.onProgress?.({ phase: 'merging', records: read });
  const merged = await merge(transaction, { staged, gone: [] }, { load, now });
  const counts = await countRecords(transaction, { staged, merged: merged.tables, read, records });
  const examples = await keepQuarantine(transaction, { load, raw, secrets });
  await measureReach(transaction, staged, now);
  const receipt = { file: source.file, source: prepared.source, load, ...counts, tables: merged.counts, examples };
  await writeLoad(transaction, {
    load,
    receipt,
    fileName: basename(source.file),
    recipe: prepared.recipe,
    settings: prepared.settings,
    sha256,
    startedAt: now,
    finishedAt: new Date().toISOString(),
  });
  return receipt;
}

function refused(receipt: LoadReceipt, first: QuarantinedRecord): AssayError {
  const places = Object.entries({ record: first.record, line: first.line, column: first.column });
  const where = places.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join(', ');
  const what =
    receipt.quarantined > 0 ? `${receipt.quarantined} of ${receipt.read} records` : 'Rows of no single record';
  const message = `${receipt.file}: ${what} would be set aside, so nothing was loaded.`;
  const hint = `First: ${where} (${first.reason}). Mend the file, or load without --strict to keep the rest.`;
  return new AssayError('RECORDS_QUARANTINED', message, { hint, cause: { ...receipt, load: null } });
}
