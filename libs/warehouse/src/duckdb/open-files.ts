import { open, realpath } from 'node:fs/promises';
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

/** Bytes 8 to 11 of a DuckDB file; before them lies a checksum. */
const magic = 'DUCK';

/**
 * Refuses a file that is not a DuckDB database. DuckDB itself opens data files (CSV, Parquet) in memory, so that what is
 * loaded into one would be gone.
 */
export async function assertDatabase(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new AssayError('DATABASE_BROKEN', `${basename(path)} cannot be read.`, {
      hint: 'Check its permissions.',
      cause: error,
    });
  });
  if (handle === null) return;
  try {
    const { buffer, bytesRead } = await handle
      .read({ buffer: Buffer.alloc(12), position: 0 })
      .catch(() => ({ buffer: Buffer.alloc(12), bytesRead: 12 }));
    if (bytesRead === 12 && buffer.toString('latin1', 8, 12) === magic) return;
  } finally {
    await handle.close();
  }
  throw new AssayError('DATABASE_BROKEN', `${basename(path)} is not a DuckDB database.`, {
    hint: 'Name a database, or a file that does not exist yet; files to load are given without --db.',
  });
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
