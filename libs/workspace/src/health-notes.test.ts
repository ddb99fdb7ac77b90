import type { PanelRequest } from '@assay/contract';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWarehouse } from '@assay/warehouse';
import { expect, it, onTestFinished } from 'vitest';
import { findingsBeside } from './health-notes.ts';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';
import { StatementRunner } from './run.ts';

const signal = AbortSignal.timeout(60_000);
const asker = { viewer: { id: 'test', role: 'owner' as const }, signal, page: null };
const demo = fileURLToPath(new URL('../../importers/fixtures/xstest_v2_completions_demo.csv', import.meta.url));

const request: PanelRequest = {
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
};

async function loaded() {
  const directory = mkdtempSync(join(tmpdir(), 'assay-notes-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const what = { files: [demo], recipe: 'xstest', settings: { date: '2024-01-15' }, dryRun: false, strict: true };
  await loadFiles({ directory, ...what, signal });
  const place = { path: join(directory, '.assay/assay.duckdb'), spool: join(directory, '.assay/spool') };
  return { directory, open: () => openWarehouse('duckdb', { ...place, access: 'load' }) };
}

async function answerIn(directory: string) {
  const workspace = await openWorkspace({ directory });
  const [answer] = await workspace.answer([request], asker).finally(() => workspace.close());
  if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer;
}

it('are not known where they cannot be asked, and the numbers are there all the same', async () => {
  const { directory, open } = await loaded();
  const whole = await answerIn(directory);
  expect(whole.notes).toEqual([]);
  const warehouse = await open();
  const session = await warehouse.loader?.begin();
  const context = { signal, timeoutMs: 10_000, maxRows: 1, maxBytes: 1000, tags: {} };
  await session?.run({ sql: 'drop table assay_state.findings', parameters: [] }, context);
  await session?.commit();
  await warehouse.close();
  const { notes, estimates } = await answerIn(directory);
  expect(notes).toBeNull();
  expect(estimates).toEqual(whole.estimates);
});

it('are not called unknown where nobody waits for them any more', async () => {
  const { open } = await loaded();
  const warehouse = await open();
  onTestFinished(() => warehouse.close());
  const left = { ...asker, signal: AbortSignal.abort() };
  await expect(findingsBeside(new StatementRunner(warehouse), left)).rejects.toMatchObject({
    code: 'WAREHOUSE_CANCELLED',
  });
});
