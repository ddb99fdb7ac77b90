import { DuckDBInstance } from '@duckdb/node-api';
import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { classifyFault } from '../core/faults.ts';
import { attachedInstance, useAttached } from './attached.ts';
import type { DuckdbConfig } from './config.ts';
import { openFaultRules } from './faults.ts';
import { assertDatabase, claimFile, realFile } from './open-files.ts';
import { closeIn } from './sandbox.ts';
import { DuckdbSession } from './session.ts';

/** An open, closed-in database: what sessions are made of. */
export interface DuckdbDatabase {
  readonly access: DuckdbConfig['access'];
  connect(): Promise<DuckdbSession>;
  close(): void;
}

const memory = ':memory:';

/** Opens the file and closes the sandbox around it. Throws DATABASE_IN_USE, DATABASE_BROKEN, DATABASE_FUTURE or WAREHOUSE_NOT_FOUND. */
export async function openDatabase(config: DuckdbConfig): Promise<DuckdbDatabase> {
  if (config.path === memory) {
    if (config.access === 'read')
      throw new AssayError('CONFIG_INVALID', 'A database in memory cannot be opened for reading alone.');
    return await openAt(memory, config, () => undefined);
  }
  const path = await realFile(config.path);
  await assertDatabase(path);
  const release = claimFile(path);
  try {
    return await openAt(path, config, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function openAt(path: string, config: DuckdbConfig, release: () => void): Promise<DuckdbDatabase> {
  const reach = { spool: await spoolOf(config), files: await filesOf(config) };
  const instance = await createInstance(path, config);
  try {
    const first = await instance.connect();
    await closeIn(first, reach, config);
    first.closeSync();
  } catch (error) {
    instance.closeSync();
    throw settingFault(error);
  }
  return {
    access: config.access,
    connect: async () => {
      const connection = await instance.connect();
      if (config.rowsPerGroup !== undefined) await useAttached(connection);
      return new DuckdbSession(connection, config.loadsAside === true);
    },
    close: () => {
      instance.closeSync();
      release();
    },
  };
}

async function createInstance(path: string, config: DuckdbConfig): Promise<DuckDBInstance> {
  try {
    if (config.rowsPerGroup !== undefined) return await attachedInstance(path, config.rowsPerGroup);
    return await DuckDBInstance.create(path, config.access === 'read' ? { access_mode: 'READ_ONLY' } : {});
  } catch (error) {
    throw classifyFault(error, openFaultRules);
  }
}

/** Settings come from the configuration, so a refusal is the configuration's fault. */
function settingFault(error: unknown): AssayError {
  return new AssayError('CONFIG_INVALID', 'DuckDB refused a setting.', {
    hint: 'Check the memory limit (as 2GB), the number of threads and the spool folder.',
    cause: classifyFault(error, []).cause,
  });
}

async function spoolOf(config: DuckdbConfig): Promise<string> {
  await mkdir(config.spool, { recursive: true, mode: 0o700 });
  return await realpath(config.spool);
}

/** Both the path as given and where it leads to: DuckDB compares what a statement says with this list. */
async function filesOf(config: DuckdbConfig): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const file of config.readableFiles ?? []) {
    const real = await realpath(file).catch(() => null);
    if (real === null)
      throw new AssayError('FILE_UNREADABLE', `There is no file ${file}.`, { hint: 'Check the path.' });
    paths.add(resolve(file)).add(real);
  }
  return [...paths];
}
