/** `npm start [-- options of "assay start"]`: builds what is stale, then serves the dashboard from this very process. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endLike, runChild } from './bootstrap/child.mjs';
import { staleApps } from './build/stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function start(parameters) {
  if (staleApps(root).length > 0) {
    console.error('Building the dashboard (a few seconds, when its source changed) ...');
    // A process of its own: the builder's memory goes with it.
    const end = await runChild([process.execPath, join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    if (end.code !== 0) return endLike(end);
  }
  console.error('Starting Assay ...');
  const main = join(root, 'apps', 'cli', 'src', 'main.ts');
  process.argv.splice(1, process.argv.length, main, 'start', ...parameters);
  await import(pathToFileURL(main).href);
}

await start(process.argv.slice(2));
