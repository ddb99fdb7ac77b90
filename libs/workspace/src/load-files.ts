import type { FullScope, LoadProgress, LoadReceipt } from '@assay/importers';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { listRecipes, loadSource, locateFile, pseudonymKey, readRecipe } from '@assay/importers';
import { dataFolder, shippedFolder } from './locations.ts';
import { isBlank } from './state.ts';
import { inWritable, targetOf } from './writable.ts';

export interface LoadFilesOptions {
  readonly directory: string;
  /** Database file; wins over the configuration. Made when it does not exist. */
  readonly database?: string;
  readonly files: readonly string[];
  /** Name of a recipe that comes with Assay, or a folder of one's own. */
  readonly recipe: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The files are the whole truth of this. */
  readonly full?: FullScope;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (file: string, progress: LoadProgress) => void;
}

export function recipeNames(): Promise<readonly string[]> {
  return listRecipes(shippedFolder('sql/recipes'));
}

/**
 * Loads files one after the other, each in a transaction of its own: what an earlier file brought stays when a later one
 * is refused; a file that is not there or cannot be read refuses them all. A database that holds nothing afterwards is
 * removed.
 */
export async function loadFiles(options: LoadFilesOptions): Promise<readonly LoadReceipt[]> {
  const { directory } = options;
  const recipe = await readRecipe(options.recipe, shippedFolder('sql/recipes'), directory);
  const database = await targetOf(options);
  const files = await Promise.all(
    options.files.map(async (file) => ({ file, path: await locateFile(file, resolve(directory, file)) })),
  );
  const writable = { path: database, directory, files: files.map(({ path }) => path) };
  return await inWritable(writable, async (loader, warehouse) => {
    try {
      const key = await pseudonymKey(dataFolder(directory).folder);
      const { settings, signal, dryRun, strict, full } = options;
      const receipts: LoadReceipt[] = [];
      for (const { file, path } of files) {
        const source = { kind: 'file', file, path, recipe, settings } as const;
        const onProgress = (progress: LoadProgress) => options.onProgress?.(file, progress);
        const given = { key, signal, dryRun, strict, onProgress, ...(full === undefined ? {} : { full }) };
        receipts.push(await loadSource(loader, source, given));
      }
      return receipts;
    } finally {
      // Asked and done while the file is still ours: another process may be about to load into it. In doubt it stays.
      if (await isBlank(warehouse).catch(() => false)) await removeDatabase(database);
    }
  });
}

async function removeDatabase(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
