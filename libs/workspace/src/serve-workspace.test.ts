import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWarehouse } from '@assay/warehouse';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { DoorMessage } from './door/calls.ts';
import { loadFiles } from './load-files.ts';
import { serveWorkspace } from './serve-workspace.ts';
import { sampleFolder } from './testing/sample-folder.ts';

const demo = fileURLToPath(new URL('../../importers/fixtures/xstest_v2_completions_demo.csv', import.meta.url));
const bounds = { timeoutMs: 10_000, maxRows: 1, maxBytes: 1000, tags: {} };
const asker = { viewer: { id: 'test', role: 'owner' }, signal: new AbortController().signal, page: null } as const;

/** A database of an Assay to come. */
async function writeFuture(from: string, path: string): Promise<void> {
  copyFileSync(from, path);
  const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool: join(dirname(path), 'spool') });
  const session = await warehouse.loader?.begin();
  const sql = `update assay_state.meta set value = '99' where key = 'schema_version'`;
  await session?.run({ sql, parameters: [] }, { ...bounds, signal: asker.signal });
  await session?.commit();
  await warehouse.close();
}

it(
  'shows what a command began to load before there was word of the server, if it can be read',
  { timeout: 120_000 },
  async () => {
    const directory = await sampleFolder();
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const what = { files: [demo], recipe: 'xstest', settings: { date: '2024-01-15' }, dryRun: false, strict: true };
    await loadFiles({ directory, database: 'other.duckdb', ...what, signal: asker.signal });
    const { workspace, door } = await serveWorkspace({ directory });
    try {
      expect(workspace.isSample).toBe(true);
      const path = join(directory, '.assay', 'assay.duckdb');
      await writeFuture(join(directory, 'other.duckdb'), path);
      const said: DoorMessage[] = [];
      const given = { options: { directory, ...what }, key: null };
      await door.answer({ id: 'a', call: 'load', given }, { signal: asker.signal, say: (each) => said.push(each) });
      expect(said.at(-1)).toMatchObject({ failure: { code: 'DATABASE_FUTURE' } });
      expect(workspace.isSample).toBe(true);

      copyFileSync(join(directory, 'other.duckdb'), path);
      const holder = await openWarehouse('duckdb', { path, access: 'read', spool: join(directory, '.assay', 'spool') });
      await door.announce('http://127.0.0.1:1');
      await expect(workspace.freshness(null, asker)).resolves.toMatchObject({ sources: [{ source: 'sample' }] });
      await holder.close();
      await vi.waitFor(() => expect(workspace.isSample).toBe(false), { timeout: 10_000 });
      expect(await workspace.freshness(null, asker)).toMatchObject({ sources: [{ source: 'xstest' }] });
      expect(workspace.database).toBe(join('.assay', 'assay.duckdb'));
    } finally {
      await door.close();
      await workspace.close();
    }
    expect(readdirSync(join(directory, '.assay')).filter((name) => name.startsWith('door'))).toEqual([]);
  },
);

it('leaves word for this machine alone, under an address that leads no further', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-serve-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const what = { files: [demo], recipe: 'xstest', settings: { date: '2024-01-15' }, dryRun: false, strict: true };
  await loadFiles({ directory, ...what, signal: asker.signal });
  const { workspace, door } = await serveWorkspace({ directory });
  const notes = () => readdirSync(join(directory, '.assay')).filter((name) => name.startsWith('door'));
  for (const url of ['http://192.168.1.5:4400', 'http://[2001:db8::1]:4400', 'http://example.org:4400']) {
    await door.announce(url);
    expect(notes()).toEqual([]);
  }
  for (const [url, near] of [
    ['http://[::1]:4400', 'http://[::1]:4400'],
    ['http://0.0.0.0:4400', 'http://127.0.0.1:4400'],
    ['http://[::]:4400', 'http://[::1]:4400'],
  ] as const) {
    await door.announce(url);
    const [name = ''] = notes();
    expect(JSON.parse(readFileSync(join(directory, '.assay', name), 'utf8'))).toMatchObject({ url: near });
  }
  await door.close();
  await workspace.close();
  expect(notes()).toEqual([]);
});
