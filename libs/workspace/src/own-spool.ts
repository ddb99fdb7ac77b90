import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

const shape = /^load-(\d+)-/;

export interface OwnSpool {
  readonly path: string;
  remove(): Promise<void>;
}

/** A spool of one's own, for as long as a database is open. */
export async function takeOwnSpool(spool: string): Promise<OwnSpool> {
  const path = join(spool, `load-${process.pid}-${randomUUID()}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Removes what processes that were killed have left of their spools, up to half a gigabyte each. For the owner of the
 * database alone: where a process is not seen, as in a container beside this one, its lock is what tells that it lives.
 */
export async function removeLeftovers(spool: string): Promise<void> {
  for (const name of await readdir(spool)) {
    const pid = Number(shape.exec(name)?.[1] ?? NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(spool, name), { recursive: true, force: true });
  }
}
