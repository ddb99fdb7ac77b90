import { AssayError } from '@assay/contract';
import { ddl, duckdbStateDdl, schemaVersion, stateSchema } from '@assay/model';
import type { PseudonymKey } from '../pseudonym/key.ts';
import { keyFingerprint } from '../pseudonym/key.ts';
import { str } from '../named-parameters.ts';
import type { Transaction } from '../transaction.ts';

/** Creates the tables in an empty database; in one that has them checks that this Assay may write to it. */
export async function ensureSchema(transaction: Transaction): Promise<void> {
  const found = await transaction.count(
    `select count(*) from information_schema.tables where table_schema = :schema and table_name = 'meta'`,
    { schema: str(stateSchema) },
  );
  if (found > 0) {
    await checkVersion(transaction);
    return;
  }
  for (const sql of [...ddl('duckdb'), ...duckdbStateDdl()]) await transaction.execute({ sql, parameters: [] });
  await setMeta(transaction, 'schema_version', String(schemaVersion));
}

async function checkVersion(transaction: Transaction): Promise<void> {
  const version = await getMeta(transaction, 'schema_version');
  if (version === String(schemaVersion)) return;
  if (version !== null && Number(version) > schemaVersion) {
    throw new AssayError('DATABASE_FUTURE', 'The database was written by a newer Assay.', {
      hint: 'Update Assay, or use another database.',
    });
  }
  throw new AssayError('DATABASE_BROKEN', 'The database does not say which Assay wrote it.', {
    hint: 'Restore a copy, or load the data again into a new database.',
  });
}

/** The database is one's that was filled with the key from now on. */
export async function ensureKey(transaction: Transaction, key: PseudonymKey): Promise<void> {
  await checkKey(transaction, key);
  await setMeta(transaction, 'pseudonym_key', keyFingerprint(key));
}

/**
 * One person must have one pseudonym: a database is filled under one key for all its life. CONFIG_INVALID when it was
 * another.
 */
export async function checkKey(transaction: Transaction, key: PseudonymKey): Promise<void> {
  const stored = await getMeta(transaction, 'pseudonym_key');
  if (stored === null || stored === keyFingerprint(key)) return;
  throw new AssayError('CONFIG_INVALID', 'The database was filled with another pseudonym key.', {
    hint: 'Bring back the pseudonym.key of its data folder, or load everything again into a new database.',
  });
}

export async function setMeta(transaction: Transaction, key: string, value: string): Promise<void> {
  await transaction.run(
    `insert into ${stateSchema}.meta (key, value) values (:key, :value)
    on conflict (key) do update set value = excluded.value`,
    { key: str(key), value: str(value) },
  );
}

async function getMeta(transaction: Transaction, key: string): Promise<string | null> {
  const [row] = await transaction.rows(`select value from ${stateSchema}.meta where key = :key`, { key: str(key) });
  return row === undefined ? null : String(row['value']);
}
