import type { FullScope, LoadProgress, LoadReceipt, Source } from '@assay/importers';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { loadSource, locateFile, pseudonymKey, readRecipe, recogniseTool } from '@assay/importers';
import { loadConfig } from './config/load-config.ts';
import { dataFolder, shippedFolder } from './locations.ts';
import { isBlank } from './state.ts';
import { inWritable, targetOf } from './writable.ts';

export interface LoadFilesOptions {
  readonly directory: string;
  /** Database file; wins over the configuration. Made when it does not exist. */
  readonly database?: string;
  readonly files: readonly string[];
  /** Name of a recipe that comes with Assay, or a folder of one's own; not beside `from`. */
  readonly recipe?: string;
  /** The tool whose exports the files are. Without it and `recipe` their content says it. */
  readonly from?: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The files are the whole truth of this. */
  readonly full?: FullScope;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (file: string, progress: LoadProgress) => void;
}

/**
 * Loads files one after the other, each in a transaction of its own: what an earlier file brought stays when a later one
 * is refused; a file that is not there or cannot be read refuses them all. A database that holds nothing afterwards is
 * removed.
 */
export async function loadFiles(options: LoadFilesOptions): Promise<readonly LoadReceipt[]> {
  const { directory } = options;
  const sourceOf = await sourcesOf(options);
  const { zone } = await loadConfig({ directory });
  const database = await targetOf(options);
  const files = await Promise.all(
    options.files.map(async (file) => {
      const path = await locateFile(file, resolve(directory, file));
      return { file, path, source: await sourceOf(file, path) };
    }),
  );
  const writable = { path: database, directory, files: files.map(({ path }) => path) };
  return await inWritable(writable, async (loader, warehouse) => {
    try {
      const key = await pseudonymKey(dataFolder(directory).folder);
      const { signal, dryRun, strict, full } = options;
      const receipts: LoadReceipt[] = [];
      for (const { file, source } of files) {
        const onProgress = (progress: LoadProgress) => options.onProgress?.(file, progress);
        const given = { key, signal, zone, dryRun, strict, onProgress, ...(full === undefined ? {} : { full }) };
        receipts.push(await loadSource(loader, source, given));
      }
      return receipts;
    } finally {
      // Asked and done while the file is still ours: another process may be about to load into it. In doubt it stays.
      if (await isBlank(warehouse).catch(() => false)) await removeDatabase(database);
    }
  });
}

type SourceOf = (file: string, path: string) => Promise<Source>;

/** How the files are read: by the recipe that is named, else by the importer of the tool that they come from. */
async function sourcesOf({ directory, recipe: name, from, settings }: LoadFilesOptions): Promise<SourceOf> {
  const recipesDirectory = shippedFolder('sql/recipes');
  if (name !== undefined && from !== undefined) {
    const hint = 'A recipe reads flat files, --from the exports of a tool: leave one of them out.';
    throw new AssayError('USAGE', '--from and --recipe do not go together.', { hint });
  }
  if (name === undefined) {
    return async (file, path) => {
      const found = await recogniseTool({ file, path, from, recipesDirectory });
      return { kind: 'tool', file, export: found, settings };
    };
  }
  const recipe = await readRecipe(name, recipesDirectory, directory);
  return (file, path) => Promise.resolve({ kind: 'file', file, path, recipe, settings });
}

async function removeDatabase(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
