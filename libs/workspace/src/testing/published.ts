import type { Estimate, PanelRequest } from '@assay/contract';
import type { LoadFilesOptions } from '../load-files.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { loadFiles } from '../load-files.ts';
import { openWorkspace } from '../open.ts';

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));

/** A file that lies in `../shared/data/public`, published by others and never part of the project. */
export const publicFile = (name: string): string => join(shared, 'data/public', name);

/** A block over published files; without them it is skipped, and its name says so. */
export function describePublished(title: string, files: readonly string[], block: () => void): void {
  const isThere = files.every((file) => existsSync(file));
  describe.skipIf(!isThere)(isThere ? title : `${title}: skipped, the files of ../shared are not there`, block);
}

/** Files of one recipe, packed or not. */
export interface Published {
  readonly recipe: string;
  readonly files: readonly string[];
  readonly date: string;
}

export interface PublishedWorkspace {
  readonly ask: (change: Partial<PanelRequest>) => Promise<readonly Estimate[]>;
  readonly close: () => Promise<void>;
}

/** A workspace of its own that published files were loaded into, each load whole; it asks for everything, unsplit. */
export async function openPublished(...loads: readonly Published[]): Promise<PublishedWorkspace> {
  const directory = mkdtempSync(join(tmpdir(), 'assay-published-'));
  const plain = (file: string): string => {
    if (!file.endsWith('.gz')) return file;
    const unpacked = join(directory, basename(file, '.gz'));
    writeFileSync(unpacked, gunzipSync(readFileSync(file)));
    return unpacked;
  };
  for (const { recipe, files, date } of loads) {
    const bounds = { dryRun: false, strict: true, signal: AbortSignal.timeout(90_000) };
    const load: LoadFilesOptions = { directory, recipe, files: files.map(plain), settings: { date }, ...bounds };
    await loadFiles(load);
  }
  const workspace = await openWorkspace({ directory });
  return {
    ask: async (change) => {
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const request: PanelRequest = {
        metrics: [],
        grain: 'none',
        range: { kind: 'all' },
        by: [],
        where: [],
        compare: null,
        params: { gradeBasis: 'best' },
        asOf: null,
        ...change,
      };
      const [answer] = await workspace.answer([request], asker);
      if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
      return answer.estimates;
    },
    close: async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
