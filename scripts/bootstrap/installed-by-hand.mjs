import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether `npm install` or `npm ci`, run by hand, already put exactly the lockfile's packages here: npm writes what it
 * installed into node_modules/.package-lock.json as its last act.
 *
 * @param {string} folder
 */
export function isInstalledByHand(folder) {
  const path = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(path)) return false;
  const wanted = packagesIn(join(folder, 'package-lock.json'));
  const present = packagesIn(path);
  const isSame = ([name, entry]) => Object.hasOwn(wanted, name) && identity(wanted[name]) === identity(entry);
  const isComplete = ([name, entry]) =>
    !name.includes('node_modules/') || isOptional(entry) || Object.hasOwn(present, name);
  return Object.entries(present).every(isSame) && Object.entries(wanted).every(isComplete);
}

function packagesIn(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

function identity({ version, integrity, resolved, link }) {
  return link ? `link ${resolved}` : `${version} ${integrity}`;
}

/** An optional package may be left out: it is often one for another kind of host. */
function isOptional({ optional, devOptional }) {
  return Boolean(optional ?? devOptional);
}
