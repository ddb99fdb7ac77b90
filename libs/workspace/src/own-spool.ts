import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

const shape = /^load-(\d+)-/;

export interface OwnSpool {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A spool of one's own, for as long as a database is open. What processes that were killed have left of theirs, up to half a
 * gigabyte each, is removed first.
 */
export async function takeOwnSpool(spool: string): Promise<OwnSpool> {
  await removeLeftovers(spool);
  const path = join(spool, `load-${process.pid}-${randomUUID()}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function removeLeftovers(spool: string): Promise<void> {
  for (const name of await readdir(spool)) {
    const pid = Number(shape.exec(name)?.[1] ?? NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(spool, name), { recursive: true, force: true });
  }
}
