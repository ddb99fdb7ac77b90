import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf } from '../test/packages.mjs';
import { makeProjectGraph } from './project-graph.mjs';

/** A border that nobody sees broken is no border: here each is broken on purpose, and lint has to say so. */
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('borders between rooms (ESLint)', () => {
  let eslint: ESLint;

  beforeAll(() => {
    makeProjectGraph(root);
    // Types are not needed to judge an import, and a planted file belongs to no TypeScript project.
    eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });
  });

  const borders = async (file: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: join(root, file) });
    return result?.messages.filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries').map((m) => m.message);
  };

  it.each([
    ['contract imports model', 'libs/contract/src/planted.ts', '@assay/model'],
    ['statistics imports contract', 'libs/statistics/src/planted.ts', '@assay/contract'],
    ['yaml imports model', 'libs/yaml/src/planted.ts', '@assay/model'],
    ['model imports metrics', 'libs/model/src/planted.ts', '@assay/metrics'],
    ['metrics imports warehouse', 'libs/metrics/src/planted.ts', '@assay/warehouse'],
    ['warehouse imports metrics', 'libs/warehouse/src/planted.ts', '@assay/metrics'],
    ['importers imports metrics', 'libs/importers/src/planted.ts', '@assay/metrics'],
    ['web imports statistics', 'apps/web/src/planted.ts', '@assay/statistics'],
    ['web imports workspace', 'apps/web/src/planted.ts', '@assay/workspace'],
    ['workspace imports the API', 'libs/workspace/src/planted.ts', '../../../apps/api/src/planted.ts'],
    ['the API imports web', 'apps/api/src/planted.ts', '../../web/src/planted.ts'],
    ['a relative path into another room', 'libs/workspace/src/planted.ts', '../../model/src/index.ts'],
  ])('catches: %s', async (_title, file, target) => {
    expect(await borders(file, `import '${target}';\n`)).toHaveLength(1);
  });

  it('lets metrics import contract', async () => {
    expect(await borders('libs/metrics/src/planted.ts', `import '@assay/contract';\n`)).toEqual([]);
  });
});

describe('borders inside a room (dependency-cruiser)', () => {
  const plants = {
    'libs/warehouse/src/duckdb/engine.ts': `import '../postgres/engine.ts';\n`,
    'libs/warehouse/src/postgres/engine.ts': `import '@duckdb/node-api';\n`,
    'libs/warehouse/src/duckdb/sdk.ts': `import '@duckdb/node-api';\n`,
    'libs/metrics/src/native.ts': `import '../../warehouse/src/index.ts';\n`,
    'libs/metrics/src/testing/oracle/planted.ts': `import '../../one.ts';\n`,
    'libs/warehouse/src/index.ts': `export const door = 1;\n`,
    'libs/metrics/src/one.ts': `import { two } from './two.ts';\nexport const one = () => two();\n`,
    'libs/metrics/src/two.ts': `import { one } from './one.ts';\nexport const two = () => one();\n`,
    'libs/contract/src/index.ts': `export * from './inner.ts';\n`,
    'libs/contract/src/inner.ts': `export const inner = 1;\n`,
    'libs/model/src/deep.ts': `import '../../contract/src/inner.ts';\n`,
    'apps/web/src/gql/client.ts': `export const client = 1;\n`,
    'apps/web/src/charts/draw/line.ts': `import '../../gql/client.ts';\nimport 'recharts';\n`,
    'apps/web/src/panels/card.ts': `import 'recharts';\n`,
    'apps/web/src/panels/query.ts': `import 'kysely';\n`,
  };
  let folder: string;
  let broken: string[];

  beforeAll(() => {
    folder = plant(plants);
    broken = violationsIn(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('catches every planted import, and nothing else', () => {
    expect(broken).toEqual([
      'an-sdk-stays-in-its-engine: libs/warehouse/src/postgres/engine.ts',
      'drawing-knows-no-query: apps/web/src/charts/draw/line.ts',
      'engines-are-blind-to-each-other: libs/warehouse/src/duckdb/engine.ts',
      'metrics-name-no-engine: libs/metrics/src/native.ts',
      'no-cycles: libs/metrics/src/one.ts',
      'no-deep-imports: libs/model/src/deep.ts',
      'only-what-the-package-names: apps/web/src/panels/query.ts',
      'recharts-only-in-charts: apps/web/src/panels/card.ts',
      'the-oracle-knows-no-metric: libs/metrics/src/testing/oracle/planted.ts',
    ]);
  });
});

describe('the door of a package', () => {
  it('is its index only: a path behind it does not resolve', () => {
    const { resolve } = createRequire(join(root, 'libs/workspace/package.json'));
    expect(() => resolve('@assay/contract/src/day.ts')).toThrow(
      expect.objectContaining({ code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' }),
    );
  });
});

/** A tree of its own with the repository's manifests and packages, so that no planted file ever lies in the real one. */
function plant(files: Record<string, string>) {
  const tree = mkdtempSync(join(tmpdir(), 'assay-borders-'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  const manifests = ['libs/contract', 'libs/metrics', 'libs/model', 'libs/warehouse', 'apps/web'].map(
    (room) => `${room}/package.json`,
  );
  for (const path of ['package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs', ...manifests]) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    copyFileSync(join(root, path), join(tree, path));
  }
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), code);
  }
  return tree;
}

function violationsIn(tree: string) {
  const [program = '', ...parameters] = commandOf(root, 'dependency-cruiser', 'depcruise');
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'];
  const end = spawnSync(program, [...parameters, ...options], { cwd: tree, encoding: 'utf8' });
  const { summary } = JSON.parse(end.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
}
