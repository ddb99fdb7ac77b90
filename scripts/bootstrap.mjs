/**
 * The door of every npm script: `node scripts/bootstrap.mjs <script> [...arguments]`.
 * Installs what the lockfile names when that is not yet there, then goes on with the script on the pinned Node.
 * Plain JavaScript without a dependency: it runs on the host's Node, before anything is installed.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './bootstrap/install.mjs';
import { hasPinnedNode, runOnPinnedNode } from './bootstrap/pinned-node.mjs';
import { Stop, stopWith } from './bootstrap/stop.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main([script, ...rest]) {
  if (!script) throw new Stop('Usage: node scripts/bootstrap.mjs <script> [...arguments]', 2);
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Stop(`Assay needs Node 20 or newer to install itself; this is Node ${process.versions.node}.`, 2);
  await ensureInstalled(root, (isStamped) => hasPinnedNode(root, isStamped));
  await runOnPinnedNode(root, resolve(script), rest);
}

main(process.argv.slice(2)).catch(stopWith);
