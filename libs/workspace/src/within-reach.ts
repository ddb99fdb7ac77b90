import type { Source } from '@assay/importers';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '@assay/contract';

/** First bytes of a Parquet file. */
const magic = 'PAR1';

/**
 * Runs work with a source that can be read. Text is read by ourselves, wherever it lies. A Parquet file is read
 * by the engine, whose sandbox is closed when a database is opened, and a server's is open long before anybody names a file:
 * so it gets a second name in the spool, or a copy where it lies on another disk.
 */
export async function withinReach<T>(source: Source, spool: string, work: (near: Source) => Promise<T>): Promise<T> {
  const path = source.kind === 'file' ? (source.path ?? source.file) : null;
  if (source.kind !== 'file' || path === null || !(await isParquet(path))) return await work(source);
  const near = join(spool, `${randomUUID()}.parquet`);
  try {
    await bring(path, near, source.file);
    return await work({ ...source, path: near });
  } finally {
    await rm(near, { force: true });
  }
}

/** Codes of a disk, a quota or a process that has no room for a copy. */
const noRoom: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

async function bring(path: string, near: string, file: string): Promise<void> {
  try {
    await link(path, near).catch(() => copyFile(path, near, constants.COPYFILE_FICLONE));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (noRoom.includes(code)) {
      throw new AssayError('WAREHOUSE_LIMIT', `There is no room for a copy of ${file} beside the database.`, {
        hint: 'Free space on the disk of the data folder, or put the file on that disk.',
        cause,
      });
    }
    throw new AssayError(
      'FILE_UNREADABLE',
      `${file} cannot be brought to where the engine reads (${code ?? 'unknown reason'}).`,
      {
        hint: 'Check that the file is still there, and that this user may write to the data folder.',
        cause,
      },
    );
  }
}

async function isParquet(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === magic;
  } finally {
    await file.close();
  }
}
