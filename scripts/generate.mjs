/** Writes every generated file; with `--check` writes nothing, names what is stale and exits 1. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generators, ownedFolders } from './generators/registry.mjs';
import { findStale, writeAll } from './generators/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const options = process.argv.slice(2);
const isCheck = options.includes('--check');

if (options.some((option) => option !== '--check')) {
  console.error('Usage: npm run generate [-- --check]');
  process.exitCode = 2;
} else if (isCheck) {
  const stale = await findStale({ root, generators, ownedFolders });
  for (const { path, reason } of stale) console.error(`${path}: ${reason}`);
  if (stale.length > 0) {
    console.error(`${stale.length} generated file(s) out of date. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    console.log(`${generators.length} generated files are up to date.`);
  }
} else {
  const changed = await writeAll({ root, generators, ownedFolders });
  for (const path of changed) console.log(relative(process.cwd(), `${root}/${path}`));
  console.log(`${generators.length} generated files, ${changed.length} changed.`);
}
