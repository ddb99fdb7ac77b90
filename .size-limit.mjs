import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Budgets of what a browser loads, in kB gzip. What belongs to which is read from the build's manifest, where file names
 * carry a hash. Every page's code is counted, so a route costs this or less.
 */
const dist = join(import.meta.dirname, 'apps', 'web', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** The charts are the one part that loads when it scrolls into view; see apps/web/src/charts. */
const isCharts = (key) => key.startsWith('src/charts/');

/** Keys of all chunks that load without passing a chunk that `isStop` names. */
function reachable(key, isStop, found = new Set()) {
  if (found.has(key) || isStop(key)) return found;
  found.add(key);
  const { imports = [], dynamicImports = [] } = manifest[key];
  for (const next of [...imports, ...dynamicImports]) reachable(next, isStop, found);
  return found;
}

const [entry] = Object.keys(manifest).filter((key) => manifest[key].isEntry);
const scripts = (keys) => [...keys].map((key) => join(dist, manifest[key].file)).filter((file) => file.endsWith('.js'));
const loose = globSync('*.js', { cwd: dist }).map((name) => join(dist, name));
const styles = globSync('**/*.css', { cwd: dist }).map((name) => join(dist, name));
const limitOf = (kilobytes) => ({ limit: `${kilobytes} kB`, gzip: true });

export default [
  { name: 'JS before charts', path: [...scripts(reachable(entry, isCharts)), ...loose], ...limitOf(200) },
  { name: 'JS of a route, charts too', path: [...scripts(reachable(entry, () => false)), ...loose], ...limitOf(330) },
  { name: 'CSS', path: styles, ...limitOf(20) },
];
