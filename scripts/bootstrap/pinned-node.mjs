import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endLike, runChild } from './child.mjs';
import { Stop } from './stop.mjs';

/** Makes a package's `exports` name its TypeScript source, so that nothing has to be built before it runs. */
const condition = '--conditions=@assay/source';

/** Path of the Node that package.json pins (installed from npm, whatever Node the host has). */
function pinnedNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Whether the pinned Node can be used.
 *
 * @param {string} root the repository
 * @param {boolean} isTrusted it was installed here: being there is enough. Else it is run once: it may be for another host.
 */
export function hasPinnedNode(root, isTrusted) {
  const node = pinnedNode(root);
  return existsSync(node) && (isTrusted || spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0);
}

/**
 * Goes on with a script on the pinned Node, in this process where the system can (same pid, no parent left waiting),
 * else in a child that gets this process's signals and whose end becomes this one's.
 *
 * @param {string} root the repository
 * @param {string} script path of the module to run
 * @param {string[]} parameters its arguments
 */
export async function runOnPinnedNode(root, script, parameters) {
  const node = pinnedNode(root);
  if (!existsSync(node)) {
    throw new Stop(`Assay is not installed in ${root} yet. Run "npm ci" there, or "npm start", which does it.`, 2);
  }
  // A running query holds one of libuv's threads, of which there are four unless told otherwise: files could not be read.
  const environment = { UV_THREADPOOL_SIZE: '8', ...process.env };
  const command = [node, condition, script, ...parameters];
  if (isAlready(node)) {
    process.argv.splice(1, process.argv.length, script, ...parameters);
    await import(pathToFileURL(script).href);
    return;
  }
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.execve(node, command, environment);
  }
  endLike(await runChild(command, { stdio: 'inherit', env: environment }));
}

function isAlready(node) {
  return process.execPath === realpathSync(node) && process.execArgv.includes(condition);
}
