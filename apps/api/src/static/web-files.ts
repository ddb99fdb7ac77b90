import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The built web app as it lay on disk at the start; a build is never changed under a running server. */
export interface WebFiles {
  readonly root: string;
  /** Paths from the root with forward slashes; compressed twins are not files of their own. */
  readonly paths: ReadonlySet<string>;
}

/** Reads what a build holds; null when there is none. */
export async function readWebFiles(root: string): Promise<WebFiles | null> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const all = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const paths = new Set(all.filter((path) => !/\.(br|gz)$/.test(path)));
  return paths.has('index.html') ? { root, paths } : null;
}

/** Vite puts a hash of the content into the names under `assets/`: such a file never changes. */
export const isHashed = (path: string): boolean => /^assets\/.+-[\w-]{8,}\.\w+$/.test(path);
