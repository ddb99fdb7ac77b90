import type { Role } from '@assay/contract';
import { rightsOf } from '@assay/metrics';
import { openWarehouse } from '@assay/warehouse';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Asker } from '../workspace.ts';
import { column, StatementRunner } from '../run.ts';
import { PageResults } from './page-results.ts';
import type { ResultCache } from './result-cache.ts';
import { resultCache } from './result-cache.ts';

const as = (role: Role): Asker => ({ viewer: { id: role, role }, signal: AbortSignal.timeout(10_000), page: null });
const statement = (sql: string, value = '1') => ({ sql, parameters: [{ type: 'int' as const, value }] });

const one = statement('select $1 + 1 as n');

async function opened(cache: ResultCache | null = resultCache()) {
  const folder = await mkdtemp(join(tmpdir(), 'assay-results-'));
  const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool: folder });
  onTestFinished(async () => {
    await warehouse.close();
    await rm(folder, { recursive: true });
  });
  const rightsKey = ({ viewer }: Asker) => rightsOf(viewer.role).key;
  const runner = new StatementRunner(warehouse, rightsKey);
  const state: { mark: string | null } = { mark: 'v1' };
  const results = new PageResults({
    runner,
    cache,
    rollUps: null,
    rightsKey,
    dataVersion: () => Promise.resolve(state.mark),
  });
  const run = async (asked = one, role: Role = 'owner') => {
    const { isRemembered, ...result } = await results.run({ statement: asked }, as(role), []);
    return { isRemembered, id: result.queryId, values: result.columns.map(({ name }) => column(result, name)[0]) };
  };
  return { run, results, state };
}

it('asks once, and says when it need not ask', async () => {
  const { run } = await opened();
  const first = await run();
  expect(first).toMatchObject({ isRemembered: false, values: [2] });
  expect(await run()).toEqual({ ...first, isRemembered: true });
});

it('asks again for another text, another parameter, another state of the data, and other rights', async () => {
  const { run, state } = await opened();
  const first = await run();
  expect(await run(statement('select $1 + 1 as m'))).toMatchObject({ isRemembered: false });
  expect(await run(statement('select $1 + 1 as n', '2'))).toMatchObject({ isRemembered: false, values: [3] });
  for (const role of ['trust_safety', 'finance', 'admin'] as const) {
    const own = await run(one, role);
    expect(own, role).toMatchObject({ isRemembered: false });
    expect(await run(one, role)).toEqual({ ...own, isRemembered: true });
  }
  // A lead may read what the owner may.
  expect(await run(one, 'lead')).toEqual({ ...first, isRemembered: true });
  state.mark = 'v2';
  expect(await run()).toMatchObject({ isRemembered: false });
});

it('remembers no failure', async () => {
  const { run, results } = await opened();
  const left = { ...as('owner'), signal: AbortSignal.abort() };
  await expect(results.run({ statement: one }, left, [])).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
  expect(await run()).toMatchObject({ isRemembered: false, values: [2] });
  const broken = statement('select $1 + nothing as n');
  await expect(run(broken)).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
  await expect(run(broken)).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
});

it('remembers nothing where it is off, and nothing of data without a mark', async () => {
  const off = await opened(null);
  await off.run();
  expect(await off.run()).toMatchObject({ isRemembered: false });
  const unmarked = await opened();
  unmarked.state.mark = null;
  await unmarked.run();
  expect(await unmarked.run()).toMatchObject({ isRemembered: false });
});
