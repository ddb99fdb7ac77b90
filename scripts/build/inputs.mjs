import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Files that every build depends on. */
const shared = ['package-lock.json', 'tsconfig.base.json'];
const isSkippedFolder = (name) => name === 'dist' || name === 'node_modules';
const isSkippedFile = (name) => /\.test\.tsx?$|\.tsbuildinfo$/.test(name);

/**
 * A hash over the content of all that a build of one app reads: the app, and the libraries it depends on, directly or not.
 *
 * @param {string} root the repository
 * @param {string} app name of a folder in apps
 * @returns {string} hex digest; equal digests mean an equal build
 */
export function hashOfInputs(root, app) {
  const folders = [join(root, 'apps', app), ...librariesOf(root, join(root, 'apps', app))];
  const files = [...shared.map((name) => join(root, name)), ...folders.flatMap((folder) => [...filesIn(folder)])];
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${relative(root, file).split(sep).join('/')}\n`)
      .update(readFileSync(file))
      .update('\n');
  }
  return hash.digest('hex');
}

function librariesOf(root, folder, found = new Set()) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const library = join(root, 'libs', name.replace('@assay/', ''));
    if (!name.startsWith('@assay/') || found.has(library) || !existsSync(library)) continue;
    found.add(library);
    librariesOf(root, library, found);
  }
  return [...found].sort();
}

function* filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isSkippedFolder(entry.name)) yield* filesIn(path);
    } else if (!isSkippedFile(entry.name)) yield path;
  }
}
