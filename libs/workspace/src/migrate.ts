import type { Warehouse } from '@assay/contract';
import type { DuckdbConfig } from '@assay/warehouse';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { AssayError } from '@assay/contract';
import { duckdbMigrations, schemaVersion, stateSchema } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';
import { schemaOf } from './state.ts';

/** Opens a database, and brings it up to date before where it is of an older Assay. */
export async function openCurrent(file: DuckdbConfig): Promise<Warehouse> {
  const warehouse = await openWarehouse('duckdb', file);
  if (!(await isOlder(warehouse))) return warehouse;
  await warehouse.close();
  await migrate(file.path, file.spool);
  return await openWarehouse('duckdb', file);
}

/** Whether a database has an older schema that this Assay can bring up to date. */
async function isOlder(warehouse: Warehouse): Promise<boolean> {
  const found = await schemaOf(warehouse).catch(() => null);
  return found !== null && found < schemaVersion && duckdbMigrations[found] !== undefined;
}

/**
 * Brings a database up to date: a copy of the old file is kept beside it (`<file>.schema-1`), then all steps are done in
 * one transaction, so that it is of the old version or of the new one whatever happens. Nobody may have it open.
 */
async function migrate(path: string, spool: string): Promise<void> {
  const from = await inOpen(path, spool, schemaOf);
  // Closed now, so that the file holds everything. A copy that is there already is of the same version: it stays.
  const copy = `${path}.schema-${from ?? 0}`;
  if (!existsSync(copy)) await copyWhole(path, copy);
  await inOpen(path, spool, async (warehouse) => {
    const session = await warehouse.loader?.begin();
    try {
      const found = await schemaOf(warehouse);
      for (const sql of stepsFrom(found ?? schemaVersion)) await session?.run({ sql, parameters: [] }, bounds());
      await session?.commit();
    } catch (error) {
      await session?.rollback();
      throw error;
    }
  });
}

/** A copy that is there is whole: one that was broken off has another name, and goes with the next try. */
async function copyWhole(path: string, copy: string): Promise<void> {
  const draft = `${copy}.draft`;
  try {
    await copyFile(path, draft);
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new AssayError('FILE_UNREADABLE', `${basename(path)} is of an older Assay, and no copy of it can be made.`, {
      hint: 'Make room for a second file of its size in its folder, and let this user write there.',
      cause: error,
    });
  }
}

function stepsFrom(found: number): readonly string[] {
  const steps: string[] = [];
  for (let version = found; version < schemaVersion; version += 1) steps.push(...(duckdbMigrations[version] ?? []));
  const mark = `update "${stateSchema}"."meta" set value = '${schemaVersion}' where key = 'schema_version'`;
  return [...steps, mark];
}

const bounds = () => ({
  signal: AbortSignal.timeout(60_000),
  timeoutMs: 60_000,
  maxRows: 1,
  maxBytes: 10_000,
  tags: { app: 'assay' },
});

async function inOpen<T>(path: string, spool: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
