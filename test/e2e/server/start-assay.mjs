import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'apps', 'cli', 'bin', 'assay.mjs');
const patienceMs = 60_000;

/**
 * @typedef {object} Running
 * @property {number} pid of the process that was started
 * @property {{ out: string, err: string }} said so far
 * @property {Promise<{ code: number | null, signal: string | null, out: string, err: string }>} end
 * @property {() => Promise<void>} stop asks it to end, and ends it when it does not
 */

/**
 * A new folder to start in; `remove` takes it away with all that the run left there.
 *
 * @param {string} [like] a folder whose content it gets; without one it is empty
 */
export function newFolder(like) {
  const path = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
  if (like) cpSync(like, path, { recursive: true, preserveTimestamps: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Runs the real `assay` command, through its bin.
 *
 * @param {string[]} parameters
 * @param {{ folder: string, node?: string, environment?: Record<string, string | undefined> }} options
 *   `node` is the Node of the host that starts the bin: by default this one
 * @returns {Running}
 */
export function runAssay(parameters, { folder, node = process.execPath, environment = {} }) {
  return run([node, bin, ...parameters], { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...environment } });
}

/**
 * Runs any command, with what it said and how it ended.
 *
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Running}
 */
export function run([program = '', ...parameters], options) {
  const child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const end = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (isOver()) return;
    child.kill('SIGTERM');
    await Promise.race([end, pause(10_000, undefined, { ref: false })]);
    if (!isOver()) child.kill('SIGKILL');
    await end;
  };
  return { pid: child.pid ?? 0, said, end, stop };
}

/**
 * Waits until a server that was run has said its address.
 *
 * @param {Running} running
 * @returns {Promise<string>} the address, without a slash at its end
 */
export async function addressOf(running) {
  let isOver = false;
  void running.end.then(() => (isOver = true));
  for (const limit = Date.now() + patienceMs; Date.now() < limit; await pause(25)) {
    const url = /https?:\/\/[^\s/]+:\d+/.exec(running.said.out)?.[0];
    if (url) return url;
    if (isOver) break;
  }
  await running.stop();
  throw new Error(`The server did not start:\n${running.said.out}${running.said.err}`);
}

/**
 * Starts the real server on a free port over a folder: with an empty one it serves the built-in sample.
 *
 * @param {{ folder: string, parameters?: string[], node?: string, environment?: Record<string, string | undefined> }} options
 * @returns {Promise<Running & { url: string }>}
 */
export async function startAssay({ folder, parameters = [], ...how }) {
  const running = runAssay(['start', '--port', '0', ...parameters], { folder, ...how });
  return { ...running, url: await addressOf(running) };
}
