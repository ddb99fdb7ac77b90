import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { documentOf, runAssay } from './testing/run-assay.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-wrong-calls-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'table.csv'), 'day,model,rate\n1,a,5.0\n2,a,6.0\n');
const recipe = ['load', 'table.csv', '--recipe'];

// What needs data to be wrong is refused in commands.test.ts.
it.each<[code: string, argv: readonly string[]]>([
  ['USAGE', ['metrc']],
  ['LATER', ['map', 'duckdb']],
  ['USAGE', ['metric']],
  ['METRIC_UNKNOWN', ['metric', 'rework']],
  ['PARAM_INVALID', ['metric', 'rework_rate', '--grain', 'wek']],
  ['PARAM_INVALID', ['metric', 'rework_rate', '--last', '13x']],
  ['PARAM_INVALID', ['metric', 'rework_rate', '--param', 'vote=most']],
  ['USAGE', ['metric', 'rework_rate', '--compare', 'before']],
  ['USAGE', ['metric', 'rework_rate', '--as-of', 'yesterday']],
  ['USAGE', ['metric', 'rework_rate', '--nope']],
  ['WAREHOUSE_NOT_FOUND', ['metric', 'rework_rate', '--db', 'absent.duckdb']],
  ['PARAM_INVALID', ['breaks', 'table.csv', '--at', 'day', '--series', 'modl', '--value', 'rate']],
  ['USAGE', ['breaks', 'table.csv']],
  ['PARAM_INVALID', ['agreement', 'table.csv', '--as', 'rating']],
  ['USAGE', ['agreement', 'table.csv', '--as', 'ratings', '--columns', 'rater']],
  ['PARAM_INVALID', ['agreement', 'table.csv', '--as', 'answers', '--item', 'modl']],
  ['USAGE', ['agreement', 'table.csv', '--truth', 'rate']],
  ['USAGE', ['load']],
  ['RECIPE_UNKNOWN', [...recipe, 'nope']],
  ['PARAM_INVALID', [...recipe, 'xstest', '--set', 'dat=1', '--set', 'date=2026-01-01']],
  ['PARAM_INVALID', ['load', 'table.csv', '--from', 'labelbox']],
  ['USAGE', ['unload']],
  ['WAREHOUSE_NOT_FOUND', ['unload', 'abcdefgh']],
  ['USAGE', ['quarantine']],
  ['USAGE', ['forget']],
  ['USAGE', ['start', '--port', 'x']],
  ['USAGE', ['schema', 'oracle']],
])('%s ends with exit code 2: %j', async (code, argv) => {
  const ran = await runAssay(folder, ...argv, '--json');
  expect(documentOf(ran)).toMatchObject({ error: { code } });
  expect(ran.code).toBe(2);
});
