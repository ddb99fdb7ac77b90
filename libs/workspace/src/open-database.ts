import type { Warehouse } from '@assay/contract';
import type { Config } from './config/load-config.ts';
import type { OwnDatabase } from './own-database.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { dataFolder } from './locations.ts';
import { openCurrent } from './migrate.ts';
import { holdsNothing, openOwn } from './own-database.ts';
import { ensureSample } from './sample-database.ts';
import { checkSchema, isBlank } from './state.ts';

export interface OpenOptions {
  /** Working directory: holds `assay.yaml` and the data folder, where there are such. */
  readonly directory: string;
  /** Database file; wins over the configuration. */
  readonly database?: string;
  /** `own` is for the one process that serves: nobody else may open the file meanwhile. Reading alone is the default. */
  readonly access?: 'read' | 'own';
}

/** A database that is open, and that this Assay can read. */
export interface OpenDatabase {
  readonly warehouse: Warehouse;
  readonly path: string;
  readonly isSample: boolean;
  /** Null where it was opened for reading alone. */
  readonly own: OwnDatabase | null;
  close(): Promise<void>;
}

/**
 * What a server's engine may take, for its panels and for a load that comes meanwhile: without a limit it would be 80 % of
 * the machine. What does not fit is spilled, which a panel over a million grades begins to feel at half of this.
 */
const serverMemory = '1GB';

/** The file that a folder's commands are about: the one asked for, the configuration's, else the team's own. It may not exist. */
export function databaseOf({ directory, database }: OpenOptions, config: Config): string {
  return resolve(directory, database ?? config.database ?? dataFolder(directory).database);
}

/** Opens the file asked for, else the team's own, else the built-in sample. */
export async function openDatabase(options: OpenOptions, config: Config): Promise<OpenDatabase> {
  const folder = dataFolder(options.directory);
  const chosen = options.database ?? config.database;
  if (chosen !== null) {
    const path = existing(resolve(options.directory, chosen), chosen);
    return await checked(await open(path, options));
  }
  if (existsSync(folder.database)) {
    const database = await open(folder.database, options);
    if (!(await isBlank(database.warehouse))) return await checked(database);
    // A first load that was killed leaves a file without tables: still nothing has been loaded.
    await database.close();
  }
  const path = await ensureSample(folder, config.sample);
  return await checked({ ...(await open(path, options)), isSample: true });
}

async function open(path: string, { directory, access }: OpenOptions): Promise<OpenDatabase> {
  if (access === 'own') return ownedDatabase(await openOwn({ path, directory, memoryLimit: serverMemory }));
  const warehouse = await openCurrent({ path, spool: dataFolder(directory).spool, access: 'read' });
  return { warehouse, path, isSample: false, own: null, close: () => warehouse.close() };
}

/** The team's own, for its first load, whether it is there or made now; one that somebody has filled since must be readable. */
export async function openFirst(directory: string): Promise<OwnDatabase> {
  const { database: path } = dataFolder(directory);
  const own = await openOwn({ path, directory, memoryLimit: serverMemory });
  if (!(await holdsNothing(own))) await checked(ownedDatabase(own));
  return own;
}

export function ownedDatabase(own: OwnDatabase): OpenDatabase {
  return { warehouse: own.warehouse, path: own.path, isSample: false, own, close: () => own.close() };
}

function existing(path: string, shown: string): string {
  if (existsSync(path)) return path;
  throw new AssayError('WAREHOUSE_NOT_FOUND', `There is no database ${shown}.`, {
    hint: 'Check the path, or make it by loading: assay load FILE --recipe NAME --db FILE.',
  });
}

async function checked(database: OpenDatabase): Promise<OpenDatabase> {
  try {
    await checkSchema(database.warehouse, database.path);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
