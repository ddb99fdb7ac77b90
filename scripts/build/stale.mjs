import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfInputs } from './inputs.mjs';

/**
 * The apps whose build is missing or older than what it is made of.
 *
 * @param {string} root the repository
 * @returns {{ app: string, hash: string }[]} with the hash to stamp once it is built
 */
export function staleApps(root) {
  return appsToBuild(root)
    .map((app) => ({ app, hash: hashOfInputs(root, app) }))
    .filter(({ app, hash }) => stampOn(root, app) !== hash);
}

/** Notes in an app's `dist` what it was built from; the build empties `dist` first, so a build that dies leaves no stamp. */
export function stampBuild(root, { app, hash }) {
  writeFileSync(stampPath(root, app), hash);
}

/** Every app with a Vite configuration is built; the others run from source. */
function appsToBuild(root) {
  return readdirSync(join(root, 'apps')).filter((app) => existsSync(join(root, 'apps', app, 'vite.config.ts')));
}

function stampOn(root, app) {
  return existsSync(stampPath(root, app)) ? readFileSync(stampPath(root, app), 'utf8') : null;
}

function stampPath(root, app) {
  return join(root, 'apps', app, 'dist', '.built-from');
}
