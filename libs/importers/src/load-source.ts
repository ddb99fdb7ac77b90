import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { BulkLoader } from '@assay/contract';
import { AssayError, countOf, countText } from '@assay/contract';
import type { TableName } from '@assay/model';
import { tableNames } from '@assay/model';
import { createProblems } from './check/problems.ts';
import { validate } from './check/validate.ts';
import { countRecords } from './count-records.ts';
import { keepQuarantine, keepWrong } from './database/quarantine.ts';
import { checkKey, ensureKey, ensureSchema } from './database/schema.ts';
import { writeLoad } from './database/write-load.ts';
import { dropRaw } from './stage/drop-raw.ts';
import { stageContents } from './stage/stage-contents.ts';
import { createRejected } from './file/rejected.ts';
import { refreshFindings } from './findings/refresh-findings.ts';
import type { LoadOptions } from './load-options.ts';
import { merge } from './merge/merge.ts';
import { measureReach } from './merge/reach.ts';
import { hashValues } from './pseudonym/hash-sql.ts';
import type { LoadReceipt, QuarantinedRecord } from './receipt.ts';
import type { Source } from './source.ts';
import type { PreparedSource } from './staged-source.ts';
import { prepareSource } from './staged-source.ts';
import { voidAbsent } from './take-back/void-absent.ts';
import type { Transaction } from './transaction.ts';
import { within } from './within.ts';

/**
 * Loads one source: it is read, checked and staged in temporary tables, then merged by key, with its receipt, in one
 * transaction. Whatever fails, nothing of it is kept. The same source twice changes no row. Throws AssayError: FILE_UNREADABLE, FILE_NOT_RECOGNISED, PARAM_INVALID,
 * RECIPE_INVALID, CONFIG_INVALID, DATABASE_FUTURE, and with `strict` RECORDS_QUARANTINED (see `receiptOf`).
 */
export async function loadSource(loader: BulkLoader, source: Source, options: LoadOptions): Promise<LoadReceipt> {
  const prepared = await prepareSource(source, options);
  await within(loader, { signal: options.signal, source: prepared.source }, async (transaction) => {
    await ensureSchema(transaction);
    await checkKey(transaction, options.key);
  });
  const staging = { ...options, source: prepared.source, phase: 'staging' } as const;
  const receipt = await within(loader, staging, async (transaction) => {
    const filled = await fill(transaction, { source, prepared, options });
    const [first] = filled.examples;
    const isStrict = options.strict === true || options.full !== undefined;
    if (isStrict && first !== undefined) throw refused(filled, first, options);
    return filled;
  });
  options.onProgress?.({ phase: 'done', records: receipt.read, share: null });
  return options.dryRun === true ? { ...receipt, load: null } : receipt;
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
  await createProblems(transaction);
  await createRejected(transaction);
  const { given, tables, read, records, raw, sha256 } = await prepared.stage(transaction);
  options.onProgress?.({ phase: 'checking', records: read, share: null });
  const { staged, isWhole } = await validate(transaction, { given, source: prepared.source, now, secrets });
  options.onProgress?.({ phase: 'merging', records: read, share: null });
  const absent = { scope: options.full, source: prepared.source, stamp: { load, now } };
  const voided = await voidAbsent(transaction, given, absent);
  await keepWrong(transaction, { raw, secrets });
  const texts = await stageContents(transaction, given, prepared.source);
  await dropRaw(transaction, { given, tables });
  const moves = { staged: [...staged, ...texts], gone: [...voided.keys()] };
  const merged = await merge(transaction, { moves, isWhole, stamp: { load, now } });
  await ensureKey(transaction, options.key);
  const counts = await countRecords(transaction, { merged, isWhole, read, records });
  const changes = withVoided(merged.counts, voided);
  await learn(transaction, { staged, tables: changes, load, now });
  const examples = await keepQuarantine(transaction, load);
  const receipt = { file: source.file, source: prepared.source, load, ...counts, tables: changes, examples };
  await writeLoad(transaction, { receipt, ...factsOf(source, prepared, options), load, sha256, startedAt: now });
  return receipt;
}

/** What is said of a load that is about to be done. */
function factsOf({ file }: Source, { recipe, settings }: PreparedSource, { full }: LoadOptions) {
  return {
    fileName: basename(file),
    recipe,
    settings,
    scope: full === undefined ? null : `${full.name}=${full.value}`,
    finishedAt: new Date().toISOString(),
  };
}

function withVoided(counts: LoadReceipt['tables'], voided: ReadonlyMap<TableName, number>): LoadReceipt['tables'] {
  const entries = Object.entries(counts).map(([table, count]) => {
    const lost = voided.get(table as TableName);
    return [table, lost === undefined ? count : { ...count, voided: lost }];
  });
  return Object.fromEntries(entries) as LoadReceipt['tables'];
}

interface Written {
  readonly staged: readonly TableName[];
  readonly tables: LoadReceipt['tables'];
  readonly load: string;
  readonly now: string;
}

/** What is known of the data beside its rows: how far dates reach, and which rules it breaks. */
async function learn(transaction: Transaction, { staged, tables, load, now }: Written): Promise<void> {
  await measureReach(transaction, staged, now);
  await refreshFindings(transaction, { changed: changedTables(tables), load, now });
}

function changedTables(tables: LoadReceipt['tables']): readonly TableName[] {
  return tableNames.filter((table) => {
    const { inserted = 0, updated = 0, voided = 0 } = tables[table] ?? {};
    return inserted + updated + voided > 0;
  });
}

function refused(receipt: LoadReceipt, first: QuarantinedRecord, { full }: LoadOptions): AssayError {
  const places = Object.entries({ record: first.record, line: first.line, column: first.column });
  const where = places.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join(', ');
  const what =
    receipt.quarantined > 0
      ? `${countText(receipt.quarantined)} of ${countOf(receipt.read, 'record')}`
      : 'Rows of no single record';
  const message = `${receipt.file}: ${what} would be set aside, so nothing was loaded.`;
  const way =
    full === undefined
      ? 'Mend the file, or load without --strict to keep the rest.'
      : 'Mend the file: what --full voids must not hang on a record that cannot be read.';
  const hint = `First: ${where} (${first.reason}). ${way}`;
  return new AssayError('RECORDS_QUARANTINED', message, { hint, cause: { ...receipt, load: null } });
}
