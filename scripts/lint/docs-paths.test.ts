import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Rooms whose files texts name without the way to them. */
const rooms = ['', 'libs/metrics/src', 'libs/importers/src'];
const texts = ['README.md', 'CONTRIBUTING.md', 'docs/way-of-a-number.md'];

/** Files and folders of ours between backticks: `a/b.ts`, `a/`; `*` stands for any name. Folders with a dot are made later. */
function pathsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/`((?:[\w*][\w.*-]*\/)+(?:[\w.*-]+\.(?:ts|tsx|mjs|yaml|md|json))?)`/g)];
  return [...new Set(named.map(([, path = '']) => path))];
}

const isThere = (path: string): boolean =>
  rooms.some((room) =>
    path.includes('*') ? globSync(path, { cwd: join(root, room) }).length > 0 : existsSync(join(root, room, path)),
  );

it.each(texts)('%s names no file that is gone', (name) => {
  const paths = pathsIn(readFileSync(join(root, name), 'utf8'));
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});
