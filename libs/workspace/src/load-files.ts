import type { Finding, Warehouse } from '@assay/contract';
import type { FullScope, LoadProgress, LoadReceipt, Source } from '@assay/importers';
import type { Owner } from './own-database.ts';
import { resolve } from 'node:path';
import { AssayError } from '@assay/contract';
import { loadSource, locateFile, pseudonymKey, readRecipe, recogniseTool } from '@assay/importers';
import { loadConfig } from './config/load-config.ts';
import { findDoor } from './door/find-door.ts';
import { storedFindings } from './findings.ts';
import { dataFolder, shippedFolder } from './locations.ts';
import { ownerFor } from './own-database.ts';
import { StatementRunner } from './run.ts';
import { targetOf } from './target.ts';
import { withinReach } from './within-reach.ts';

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

/** What became of a file, and which rules the data breaks since. */
export interface LoadedFile extends LoadReceipt {
  /** Errors first; of those a load asks. */
  readonly broken: readonly Finding[];
}

/**
 * Loads files one after the other, each in a transaction of its own: what an earlier file brought stays when a later one
 * is refused; a file that is not there or cannot be read refuses them all. A database that holds nothing afterwards is
 * removed. Where a server has the database open, it is the one that loads.
 */
export async function loadFiles(options: LoadFilesOptions): Promise<readonly LoadedFile[]> {
  const path = await targetOf(options);
  const door = await findDoor(options.directory, path);
  if (door) return await door.load(options);
  return await loadInto(ownerFor({ path, directory: options.directory }), options);
}

/** The same into a database that is open. */
export async function loadInto(owner: Owner, options: LoadFilesOptions): Promise<readonly LoadedFile[]> {
  const { directory } = options;
  const sourceOf = await sourcesOf(options);
  const { zone, keepContent } = await loadConfig({ directory });
  const files = await Promise.all(
    options.files.map(async (file) => {
      const path = await locateFile(file, resolve(directory, file));
      return { file, source: await sourceOf(file, path) };
    }),
  );
  return await owner.write(async ({ warehouse, loader, spool }) => {
    const key = await pseudonymKey(dataFolder(directory).folder);
    const { signal, dryRun, strict, full } = options;
    const receipts: LoadedFile[] = [];
    for (const { file, source } of files) {
      const onProgress = (progress: LoadProgress) => options.onProgress?.(file, progress);
      const scope = full === undefined ? {} : { full };
      const given = { key, signal, zone, keepContent, dryRun, strict, onProgress, ...scope };
      const receipt = await withinReach(source, spool, (near) => loadSource(loader, near, given));
      receipts.push({ ...receipt, broken: await brokenSince(receipt.load, warehouse) });
    }
    return receipts;
  });
}

/** Rules that a load was the first to break. What is loaded is loaded: nobody is told otherwise because this cannot be asked. */
async function brokenSince(load: string | null, warehouse: Warehouse): Promise<readonly Finding[]> {
  if (load === null) return [];
  const viewer = { id: 'load', role: 'owner' } as const;
  const asker = { viewer, signal: new AbortController().signal, page: null };
  const found = await storedFindings(new StatementRunner(warehouse), asker).catch(() => []);
  return found.filter((finding) => finding.load === load);
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
