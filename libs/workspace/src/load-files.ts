import type { LoadProgress, LoadReceipt, Recipe } from '@assay/importers';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { listRecipes, loadSource, pseudonymKey, readRecipe } from '@assay/importers';
import { stateSchema } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';
import { loadConfig } from './config/load-config.ts';
import { dataFolder, shippedFolder } from './locations.ts';

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
async function targetOf(options: LoadFilesOptions): Promise<string> {
  const config = await loadConfig({ directory: options.directory });
  const chosen = options.database ?? config.database ?? dataFolder(options.directory).database;
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
  if (!existsSync(dirname(path))) {
    throw new AssayError('FILE_UNREADABLE', `There is no folder ${dirname(path)} for the database.`, {
      hint: 'Make the folder first, or choose another path.',
    });
  }
  return path;
}

/**
 * Loads files one after the other, each in a transaction of its own: what an earlier file brought stays when a later one
 * is refused. A database that this call made and that holds no load afterwards is removed again.
 */
export async function loadFiles(options: LoadFilesOptions): Promise<readonly LoadReceipt[]> {
  const recipe = await readRecipe(options.recipe, shippedFolder('sql/recipes'));
  const path = await targetOf(options);
  const isNew = !existsSync(path);
  const receipts: LoadReceipt[] = [];
  try {
    await loadInto(path, recipe, { options, receipts });
    return receipts;
  } finally {
    if (isNew && receipts.every(({ load }) => load === null)) await removeDatabase(path);
  }
}

async function loadInto(
  path: string,
  recipe: Recipe,
  { options, receipts }: { readonly options: LoadFilesOptions; readonly receipts: LoadReceipt[] },
): Promise<void> {
  const { folder, spool } = dataFolder(options.directory);
  const files = options.files.map((file) => resolve(options.directory, file));
  const warehouse = await openWarehouse('duckdb', {
    path,
    access: 'load',
    spool,
    readableFiles: files,
    // What does not fit is spilled; a load is not much slower for it, and leaves the machine to others.
    memoryLimit: '1GB',
  });
  try {
    const key = await pseudonymKey(folder);
    for (const file of files) {
      if (!warehouse.loader) throw new AssayError('WAREHOUSE_READ_ONLY', 'This database takes no loads.');
      const receipt = await loadSource(
        warehouse.loader,
        { kind: 'file', file, recipe, settings: options.settings },
        {
          key,
          signal: options.signal,
          dryRun: options.dryRun,
          strict: options.strict,
          onProgress: (progress) => options.onProgress?.(file, progress),
        },
      );
      receipts.push(receipt);
    }
  } finally {
    await warehouse.close();
  }
}

async function removeDatabase(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
