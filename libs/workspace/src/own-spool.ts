import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isAlive } from './is-alive.ts';

const shape = /^load-(\d+)-(\d+)-/;
/** With the number of the process: in containers that is mostly 1, after a restart as before. */
const started = Math.round(performance.timeOrigin);

export interface OwnSpool {
  readonly path: string;
  remove(): Promise<void>;
}

/** A spool of one's own, for as long as a database is open. */
export async function takeOwnSpool(spool: string): Promise<OwnSpool> {
  const path = join(spool, `load-${process.pid}-${started}-${randomUUID()}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Removes what processes that were killed have left of their spools, up to half a gigabyte each. For the owner of the
 * database alone: where a process is not seen, as in a container beside this one, its lock is what tells that it lives.
 */
export async function removeLeftovers(spool: string): Promise<void> {
  for (const name of await readdir(spool)) {
    const [, pid = '', since = ''] = shape.exec(name) ?? [];
    if (pid === '') continue;
    const isInUse = Number(pid) === process.pid ? Number(since) === started : isAlive(Number(pid));
    if (!isInUse) await rm(join(spool, name), { recursive: true, force: true });
  }
}
