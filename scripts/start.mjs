/** `npm start [-- options of "assay start"]`: builds what is stale, then serves the dashboard from this very process. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endLike, runChild } from './bootstrap/child.mjs';
import { staleApps } from './build/stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'apps', 'cli', 'src', 'main.ts');

async function start(parameters) {
  if (staleApps(root).length > 0) {
    console.error('Building the dashboard (a few seconds, when its source changed) ...');
    const [end] = await Promise.all([build(), prepareData(parameters)]);
    if (end.code !== 0) return endLike(end);
  }
  console.error('Starting Assay ...');
  process.argv.splice(1, process.argv.length, main, 'start', ...parameters);
  await import(pathToFileURL(main).href);
}

/** A process of its own: the builder's memory goes with it. */
function build() {
  return runChild([process.execPath, join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
}

/** Makes the built-in sample where there is none, beside the build. */
async function prepareData(parameters) {
  if (parameters.some((parameter) => parameter.startsWith('--db'))) return;
  const prepare = join(root, 'scripts', 'build', 'prepare-data.mjs');
  await runChild([process.execPath, ...process.execArgv, prepare], { stdio: ['ignore', 'ignore', 'inherit'] });
}

await start(process.argv.slice(2));
