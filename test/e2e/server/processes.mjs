import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * A process and all that it started, and what those started.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function family(pid) {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const members = [pid];
  for (const member of members)
    members.push(...pairs.filter(([, parent]) => parent === member).map(([child]) => child));
  return members;
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Those of some processes that are still there after a moment: an end is seen a little after it is reported.
 *
 * @param {number[]} pids
 */
export async function survivors(pids) {
  for (const limit = Date.now() + 3_000; Date.now() < limit && pids.some(isAlive);) await pause(50);
  return pids.filter(isAlive);
}

/** The Node that this host has outside the repository, or null when it has none: what a person types `node` for. */
export function hostNode() {
  const inside = realpathSync(fileURLToPath(new URL('../../../node_modules', import.meta.url))) + sep;
  const paths = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'node'));
  return paths.find((path) => existsSync(path) && !realpathSync(path).startsWith(inside)) ?? null;
}
