import { existsSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { stateSchema } from '@assay/model';
import { loadConfig } from './config/load-config.ts';
import { dataFolder } from './locations.ts';

export interface TargetOptions {
  readonly directory: string;
  /** Database file; wins over the configuration. */
  readonly database?: string;
}

/** The database to write to: the file asked for, the configuration's, else the team's own in the data folder. */
export async function targetOf(options: TargetOptions): Promise<string> {
  const config = await loadConfig({ directory: options.directory });
  const folder = dataFolder(options.directory);
  const chosen = options.database ?? config.database ?? folder.database;
  const path = resolve(options.directory, chosen);
  if (parse(path).name === stateSchema) {
    throw new AssayError(
      'USAGE',
      `A database cannot be called ${stateSchema}, which is the name of a schema inside it.`,
      {
        hint: 'Choose another file name.',
      },
    );
  }
  if (path === resolve(folder.sample)) {
    throw new AssayError('USAGE', 'That is the built-in sample, which is made anew each week.', {
      hint: 'Leave --db out to use the data of this folder, or choose another file name.',
    });
  }
  if (!existsSync(dirname(path))) {
    throw new AssayError('FILE_UNREADABLE', `There is no folder ${dirname(chosen)} for the database.`, {
      hint: 'Make the folder first, or choose another path.',
    });
  }
  return path;
}

/** As `targetOf`, where a database must be there already. WAREHOUSE_NOT_FOUND where nothing was ever loaded. */
export async function existingTarget(options: TargetOptions): Promise<string> {
  const path = await targetOf(options);
  if (existsSync(path)) return path;
  throw new AssayError('WAREHOUSE_NOT_FOUND', 'There is no database yet: nothing has been loaded here.', {
    hint: 'Run it in the folder where the files were loaded, or name the database with --db.',
  });
}
