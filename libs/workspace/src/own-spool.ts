import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const shape = /^load-(\d+)-/;

/**
 * Runs work with a spool of its own, which is gone afterwards. What processes that were killed have left of theirs, up to
 * half a gigabyte each, is removed first.
 */
export async function withOwnSpool<T>(spool: string, work: (own: string) => Promise<T>): Promise<T> {
  await removeLeftovers(spool);
  const own = join(spool, `load-${process.pid}-${randomUUID()}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  try {
    return await work(own);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function removeLeftovers(spool: string): Promise<void> {
  for (const name of await readdir(spool)) {
    const pid = Number(shape.exec(name)?.[1] ?? NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(spool, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
