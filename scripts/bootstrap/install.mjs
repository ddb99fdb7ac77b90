import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { hostNpm } from './host-npm.mjs';
import { withLock } from './install-lock.mjs';
import { isInstalledByHand } from './installed-by-hand.mjs';
import { Stop } from './stop.mjs';

/** What npm prints, and the sentence a reader can act on; the first that fits is said. */
const faults = [
  {
    pattern: /EUSAGE|in sync/,
    sentence: 'package.json and package-lock.json disagree. Run "npm install" and commit the lockfile.',
  },
  { pattern: /ENOSPC/, sentence: 'The disk is full: the packages take about 800 MB.' },
  {
    pattern: /EACCES|EPERM|EROFS/,
    sentence: 'This user may not write node_modules here. Give the folder to the user that runs npm.',
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|network/i,
    sentence:
      'The package registry could not be reached. Check the network and the registry and proxy that npm is set to, then run it again.',
  },
];

/**
 * Installs the packages of a folder's lockfile, unless the stamp in its node_modules says that these very ones are there.
 *
 * @param {string} folder with a package.json and its lockfile
 * @param {(isStamped: boolean) => boolean} isUsable whether what is installed can be used; unstamped: somebody installed it by hand
 */
export async function ensureInstalled(folder, isUsable) {
  if (isFresh(folder, isUsable)) return;
  await withLock(join(folder, '.install.lock'), {
    onWait: (holder) => console.error(`Another install is running here (process ${holder}); waiting for it.`),
    work: () => (isFresh(folder, isUsable) ? undefined : install(folder)),
  });
}

function isFresh(folder, isUsable) {
  const isStamped = stampOn(folder) === stampFor(folder);
  if (!isStamped && !isInstalledByHand(folder)) return false;
  if (!isUsable(isStamped)) return false;
  if (!isStamped) stamp(folder);
  return true;
}

async function install(folder) {
  console.error('Installing packages (about half a minute, once) ...');
  const started = Date.now();
  rmSync(stampPath(folder), { force: true });
  const npm = hostNpm(folder);
  const options = {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    shell: npm.needsShell,
    env: npm.environment,
  };
  const end = await runChild([...npm.command, 'ci'], options).catch((error) => ({
    code: 1,
    output: String(error),
    asked: null,
  }));
  if (end.asked) throw new Stop('', end.asked);
  if (end.code !== 0) throw new Stop(failure(end.output));
  stamp(folder);
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function failure(output) {
  const fault = faults.find(({ pattern }) => pattern.test(output));
  const lines = output.trim().split('\n').slice(0, 12).join('\n');
  return `${fault?.sentence ?? 'npm could not install the packages.'}\nnpm said:\n${lines}`;
}

function stampPath(folder) {
  return join(folder, 'node_modules', '.assay-install');
}

function stamp(folder) {
  writeFileSync(stampPath(folder), stampFor(folder));
}

function stampOn(folder) {
  return existsSync(stampPath(folder)) ? readFileSync(stampPath(folder), 'utf8') : null;
}

/** Binaries are part of the packages, so a node_modules carried to another kind of host is stale. */
function stampFor(folder) {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  return `${lockfile} ${process.platform}-${process.arch}\n`;
}
