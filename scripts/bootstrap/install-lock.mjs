import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  linkSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const beatMs = 2_000;
/** A holder beats every 2 s; after 20 s without one it is gone, even if its number was given to another process. */
const staleMs = 20_000;

/**
 * Does some work while no other process of this checkout does the same.
 * The lock is a file that names its holder; the lock of a holder that died is taken over.
 *
 * @param {string} path of the lock file
 * @param {{ work: () => Promise<void>, onWait: (holder: number) => void }} task
 */
export async function withLock(path, { work, onWait }) {
  await acquire(path, onWait);
  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  try {
    await work();
  } finally {
    clearInterval(beat);
    if (holderOf(path) === process.pid) rmSync(path, { force: true });
  }
}

async function acquire(path, onWait) {
  for (let waited = false; ;) {
    if (create(path)) {
      // Somebody who judged an older lock dead may just now be moving this one aside: look twice.
      await pause(50);
      if (holderOf(path) === process.pid) return;
      continue;
    }
    const holder = holderOf(path);
    if (isDead(path, holder)) {
      moveAside(path, holder);
      continue;
    }
    if (!waited) onWait(holder);
    waited = true;
    await pause(250);
  }
}

function create(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isDead(path, holder) {
  if (holder === null) return false;
  try {
    if (Date.now() - statSync(path).mtimeMs > staleMs) return true;
    // An empty file is a lock between its creation and its first byte.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Moves a dead lock away; when a living one was caught instead, puts it back. */
function moveAside(path, holder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (holderOf(aside) !== holder) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock is gone; the work goes on, and the end of withLock looks again.
  }
}
