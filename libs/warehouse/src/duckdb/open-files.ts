import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AssayError } from '@assay/contract';

const inUse = new Set<string>();

/**
 * Marks a file as open in this process; returns the way to unmark it. DuckDB's lock guards against other processes
 * only: opened twice in one process, two instances would write over each other.
 */
export function claimFile(path: string): () => void {
  if (inUse.has(path)) {
    throw new AssayError('DATABASE_IN_USE', 'The database is open in this process already.', {
      hint: 'Use the open one, or close it first.',
    });
  }
  inUse.add(path);
  return () => void inUse.delete(path);
}

/** The real path of a file that may not exist yet. Its folder has to. */
export async function realFile(path: string): Promise<string> {
  const absolute = resolve(path);
  const existing = await realpath(absolute).catch(() => null);
  if (existing !== null) return existing;
  const folder = await realpath(dirname(absolute)).catch(() => null);
  if (folder !== null) return join(folder, basename(absolute));
  throw new AssayError('WAREHOUSE_NOT_FOUND', `The folder ${dirname(absolute)} does not exist.`, {
    hint: 'Create it, or check the path.',
  });
}
