import type { Warehouse } from '@assay/contract';
import type { Config } from './config/load-config.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { dataFolder } from './locations.ts';
import { openCurrent } from './migrate.ts';
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
}

/** Opens the file asked for, else the team's own, else the built-in sample. */
export async function openDatabase(options: OpenOptions, config: Config): Promise<OpenDatabase> {
  const folder = dataFolder(options.directory);
  const access = options.access === 'own' ? 'load' : 'read';
  const open = (path: string): Promise<Warehouse> => openCurrent({ path, spool: folder.spool, access });
  const chosen = options.database ?? config.database;
  if (chosen !== null) {
    const path = existing(resolve(options.directory, chosen), chosen);
    return await checked({ warehouse: await open(path), path, isSample: false });
  }
  if (existsSync(folder.database)) {
    const warehouse = await open(folder.database);
    if (!(await isBlank(warehouse))) return await checked({ warehouse, path: folder.database, isSample: false });
    // A first load that was killed leaves a file without tables: still nothing has been loaded.
    await warehouse.close();
  }
  const path = await ensureSample(folder);
  return await checked({ warehouse: await open(path), path, isSample: true });
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
    await database.warehouse.close();
    throw error;
  }
}
