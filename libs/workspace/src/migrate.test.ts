import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWarehouse } from '@assay/warehouse';
import { expect, it, onTestFinished } from 'vitest';
import { takeBackLoad } from './change-data.ts';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const signal = AbortSignal.timeout(60_000);
const all = { after: null, first: 10 };
const asker = { viewer: { id: 'test', role: 'owner' as const }, signal, page: null };
const demo = fileURLToPath(new URL('../../importers/fixtures/xstest_v2_completions_demo.csv', import.meta.url));

/** What version 2 had not. */
const undoOf2 = [
  'drop table assay_state.findings',
  `update assay_state.meta set value = '2' where key = 'schema_version'`,
];

/** What version 1 had not. */
const undoOf1 = [
  ...undoOf2,
  'alter table assay_state.loads drop column scope',
  'alter table assay_state.loads drop column taken_back_at',
  'drop table assay_state.given_rework',
  'drop table assay_state.erasures',
  `update assay_state.meta set value = '1' where key = 'schema_version'`,
];

async function workingFolder(undo = undoOf1): Promise<{ folder: string; database: string; load: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-migrate-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const settings = { date: '2024-01-15' };
  const options = { directory: folder, files: [demo], recipe: 'xstest', settings, dryRun: false, strict: true, signal };
  const [receipt] = await loadFiles(options);
  const database = join(folder, '.assay/assay.duckdb');
  const warehouse = await openWarehouse('duckdb', {
    path: database,
    access: 'load',
    spool: join(folder, '.assay/spool'),
  });
  const session = await warehouse.loader?.begin();
  const context = { signal, timeoutMs: 10_000, maxRows: 1, maxBytes: 1000, tags: {} };
  for (const sql of undo) await session?.run({ sql, parameters: [] }, context);
  await session?.commit();
  await warehouse.close();
  return { folder, database, load: receipt?.load ?? '' };
}

it('a database of version 1 is brought up to date when it is opened, and the old file stays beside it', async () => {
  const { folder, database, load } = await workingFolder();
  const workspace = await openWorkspace({ directory: folder });
  expect(workspace.isSample).toBe(false);
  expect(await workspace.loads(all, asker)).toMatchObject({ loads: [{ id: load, read: 10, takenBackAt: null }] });
  await workspace.close();
  expect(existsSync(`${database}.schema-1`)).toBe(true);
  // The copy opens as well, and is brought up to date like any other.
  const other = mkdtempSync(join(tmpdir(), 'assay-migrate-'));
  onTestFinished(() => rm(other, { recursive: true, force: true }));
  copyFileSync(`${database}.schema-1`, join(other, 'old.duckdb'));
  const old = await openWorkspace({ directory: other, database: 'old.duckdb' });
  expect(await old.loads(all, asker)).toMatchObject({ loads: [{ id: load }] });
  await old.close();
});

it('what writes brings it up to date as well, once', async () => {
  const { folder, database, load } = await workingFolder();
  writeFileSync(`${database}.schema-1`, 'kept from an earlier try');
  const receipt = await takeBackLoad(load, { directory: folder, dryRun: false, signal });
  expect(receipt.tables.fact_output).toEqual({ removed: 10, restored: 0, changed: 0 });
  const workspace = await openWorkspace({ directory: folder });
  expect(await workspace.loads(all, asker)).toMatchObject({
    loads: [{ id: load, takenBackAt: expect.any(String) as string }],
  });
  await workspace.close();
});

it('keeps a whole copy, whatever a try that was killed has left', async () => {
  const { folder, database } = await workingFolder(undoOf2);
  const { size } = statSync(database);
  writeFileSync(`${database}.schema-2.draft`, 'broken off');
  await (await openWorkspace({ directory: folder })).close();
  expect(statSync(`${database}.schema-2`).size).toBe(size);
  expect(existsSync(`${database}.schema-2.draft`)).toBe(false);
});

it('changes nothing where no copy can be made, and says so', async () => {
  const { folder, database } = await workingFolder(undoOf2);
  mkdirSync(`${database}.schema-2.draft/in the way`, { recursive: true });
  await expect(openWorkspace({ directory: folder })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'assay.duckdb is of an older Assay, and no copy of it can be made.',
  });
  rmSync(`${database}.schema-2.draft`, { recursive: true });
  await (await openWorkspace({ directory: folder })).close();
  expect(existsSync(`${database}.schema-2`)).toBe(true);
});

it('a database of version 2 has a place for findings then, which the next doctor fills', async () => {
  const { folder, database, load } = await workingFolder(undoOf2);
  const workspace = await openWorkspace({ directory: folder, access: 'own' });
  onTestFinished(() => workspace.close());
  expect(existsSync(`${database}.schema-2`)).toBe(true);
  expect(await workspace.loads(all, asker)).toMatchObject({ loads: [{ id: load, read: 10, takenBackAt: null }] });
  expect(await workspace.findings(asker)).toEqual([]);
  const { steps, findings } = await workspace.doctor(asker);
  expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings).toEqual([]);
});
