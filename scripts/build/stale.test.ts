import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stampBuild, staleApps } from './stale.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-stale-'));
  write('package-lock.json', '{}');
  write('tsconfig.base.json', '{}');
  write('apps/web/package.json', '{ "dependencies": { "@assay/near": "1.0.0", "react": "1.0.0" } }');
  write('apps/web/vite.config.ts', '');
  write('apps/web/src/main.ts', '1');
  write('libs/near/package.json', '{ "dependencies": { "@assay/far": "1.0.0" } }');
  write('libs/far/package.json', '{ "dependencies": { "@assay/near": "1.0.0" } }');
  write('libs/far/src/index.ts', '1');
  write('libs/other/package.json', '{}');
  write('apps/cli/package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const stale = () => staleApps(root).map(({ app }) => app);

function build() {
  for (const app of staleApps(root)) {
    mkdirSync(join(root, 'apps', app.app, 'dist'), { recursive: true });
    stampBuild(root, app);
  }
}

it('finds an app that was never built, and only apps that are built at all', () => {
  expect(stale()).toEqual(['web']);
  build();
  expect(stale()).toEqual([]);
});

it.each([
  ['its own source', 'apps/web/src/main.ts'],
  ['a new file', 'apps/web/src/new.ts'],
  ['a library it depends on through another', 'libs/far/src/index.ts'],
  ['the lockfile', 'package-lock.json'],
])('finds it again after a change of %s', (_title, path) => {
  build();
  write(path, '2');
  expect(stale()).toEqual(['web']);
});

it.each([
  ['a test', 'apps/web/src/main.test.ts'],
  ['what was built', 'apps/web/dist/main.js'],
  ['a library it does not depend on', 'libs/other/src/index.ts'],
])('does not mind a change of %s', (_title, path) => {
  build();
  write(path, '2');
  expect(stale()).toEqual([]);
});

it('finds it again when its build is gone', () => {
  build();
  rmSync(join(root, 'apps/web/dist'), { recursive: true });
  expect(stale()).toEqual(['web']);
});
