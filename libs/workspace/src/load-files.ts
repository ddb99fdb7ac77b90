import type { Warehouse } from '@assay/contract';
import type { LoadProgress, LoadReceipt, PseudonymKey, Recipe } from '@assay/importers';
import type { DataFolder } from './locations.ts';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { listRecipes, loadSource, locateFile, pseudonymKey, readRecipe } from '@assay/importers';
import { stateSchema } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';
import { loadConfig } from './config/load-config.ts';
import { dataFolder, shippedFolder } from './locations.ts';
import { isBlank } from './state.ts';

/** Of the engine alone. What does not fit is spilled: 1 GB of JSON lines is loaded in less than 1 GB in all, and no slower. */
const memoryLimit = '300MB';

export interface LoadFilesOptions {
  readonly directory: string;
  /** Database file; wins over the configuration. Made when it does not exist. */
  readonly database?: string;
  readonly files: readonly string[];
  /** Name of a recipe that comes with Assay, or a folder of one's own. */
  readonly recipe: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (file: string, progress: LoadProgress) => void;
}

export function recipeNames(): Promise<readonly string[]> {
  return listRecipes(shippedFolder('sql/recipes'));
}

/** The database to load into: the file asked for, the configuration's, else the team's own in the data folder. */
async function targetOf(options: LoadFilesOptions, folder: DataFolder): Promise<string> {
  const config = await loadConfig({ directory: options.directory });
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
      hint: 'Leave --db out to load into the data of this folder, or choose another file name.',
    });
  }
  if (!existsSync(dirname(path))) {
    throw new AssayError('FILE_UNREADABLE', `There is no folder ${dirname(chosen)} for the database.`, {
      hint: 'Make the folder first, or choose another path.',
    });
  }
  return path;
}

/**
 * Loads files one after the other, each in a transaction of its own: what an earlier file brought stays when a later one
 * is refused; a file that is not there or cannot be read refuses them all. A database that holds nothing afterwards is
 * removed.
 */
export async function loadFiles(options: LoadFilesOptions): Promise<readonly LoadReceipt[]> {
  const { directory } = options;
  const recipe = await readRecipe(options.recipe, shippedFolder('sql/recipes'), directory);
  const folder = dataFolder(directory);
  const database = await targetOf(options, folder);
  const files = await Promise.all(
    options.files.map(async (file) => ({ file, path: await locateFile(file, resolve(directory, file)) })),
  );
  const warehouse = await openWarehouse('duckdb', {
    path: database,
    access: 'load',
    spool: folder.spool,
    readableFiles: files.map(({ path }) => path),
    memoryLimit,
  });
  try {
    const key = await pseudonymKey(folder.folder);
    return await loadInto(warehouse, files, { options, recipe, key });
  } finally {
    // Asked and done while the file is still ours: another process may be about to load into it. In doubt it stays.
    if (await isBlank(warehouse).catch(() => false)) await removeDatabase(database);
    await warehouse.close();
  }
}

interface LoadScope {
  readonly options: LoadFilesOptions;
  readonly recipe: Recipe;
  readonly key: PseudonymKey;
}

async function loadInto(
  { loader }: Warehouse,
  files: readonly { readonly file: string; readonly path: string }[],
  { options, recipe, key }: LoadScope,
): Promise<readonly LoadReceipt[]> {
  if (!loader) throw new AssayError('WAREHOUSE_READ_ONLY', 'This database takes no loads.');
  const { settings, signal, dryRun, strict } = options;
  const receipts: LoadReceipt[] = [];
  for (const { file, path } of files) {
    const source = { kind: 'file', file, path, recipe, settings } as const;
    const onProgress = (progress: LoadProgress) => options.onProgress?.(file, progress);
    receipts.push(await loadSource(loader, source, { key, signal, dryRun, strict, onProgress }));
  }
  return receipts;
}

async function removeDatabase(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
