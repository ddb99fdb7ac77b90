import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Budgets of what a browser loads, in kB gzip. What belongs to which is read from the build's manifest, where file names
 * carry a hash. Every page's code is counted, so a route costs this or less.
 */
const dist = join(import.meta.dirname, 'apps', 'web', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** Keys of all chunks that load with one: at once, or those too that load when they scroll into view or are opened. */
function reachable(key, isLater, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  const { imports = [], dynamicImports = [] } = manifest[key];
  for (const next of isLater ? [...imports, ...dynamicImports] : imports) reachable(next, isLater, found);
  return found;
}

const [entry] = Object.keys(manifest).filter((key) => manifest[key].isEntry);
const scripts = (keys) => [...keys].map((key) => join(dist, manifest[key].file)).filter((file) => file.endsWith('.js'));
const loose = globSync('*.js', { cwd: dist }).map((name) => join(dist, name));
const styles = globSync('**/*.css', { cwd: dist }).map((name) => join(dist, name));
const limitOf = (kilobytes) => ({ limit: `${kilobytes} kB`, gzip: true });

export default [
  { name: 'JS before charts', path: [...scripts(reachable(entry, false)), ...loose], ...limitOf(175) },
  {
    name: 'JS of a route, with charts and all that opens',
    path: [...scripts(reachable(entry, true)), ...loose],
    ...limitOf(330),
  },
  { name: 'CSS', path: styles, ...limitOf(20) },
];
