import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryContext, Result, Warehouse } from '@assay/contract';
import { onTestFinished } from 'vitest';
import type { DuckdbConfig } from './config.ts';
import { openDuckdb } from './connect.ts';

/** For tests: a folder that is removed when the test is over. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-duckdb-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** For tests: an open database that is closed when the test is over; in memory unless told otherwise. */
export async function scratchDatabase(config: Partial<DuckdbConfig> = {}): Promise<Warehouse> {
  const spool = config.spool ?? (await scratchFolder());
  const warehouse = await openDuckdb({ path: ':memory:', access: 'load', ...config, spool });
  onTestFinished(() => warehouse.close());
  return warehouse;
}

export function bounds(part: Partial<QueryContext> = {}): QueryContext {
  return {
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    maxRows: 10_000,
    maxBytes: 10_000_000,
    tags: {},
    ...part,
  };
}

export async function run(warehouse: Warehouse, sql: string): Promise<Result> {
  return await warehouse.query({ sql, parameters: [] }, bounds());
}
