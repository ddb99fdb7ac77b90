import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stateSchema } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const columns = 'work_item_id,task_version_id,item_id,purpose,status,created_at,accepted_at,rework_count';
/** An item of a day, accepted on another or not yet. */
const item = (id: string, created: string, accepted: string | null): string =>
  `${id},t@1,${id},production,${accepted === null ? 'in_review' : 'accepted'},${created}T08:00:00Z,${accepted === null ? '' : `${accepted}T08:00:00Z`},0`;

const bounds = () => ({
  signal: AbortSignal.timeout(60_000),
  timeoutMs: 60_000,
  maxRows: 1,
  maxBytes: 10_000,
  tags: { app: 'assay' },
});

/** A folder of items that were loaded one after the other. */
function queue() {
  const directory = mkdtempSync(join(tmpdir(), 'assay-queue-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const signal = AbortSignal.timeout(60_000);
  const load = async (...rows: readonly string[]) => {
    writeFileSync(join(directory, 'items.csv'), `${columns}\n${rows.join('\n')}\n`);
    const bounds = { settings: {}, dryRun: false, strict: true, signal };
    const [receipt] = await loadFiles({ directory, files: ['items.csv'], recipe: 'canonical', ...bounds });
    expect(receipt).toMatchObject({ loaded: rows.length });
  };
  const accepted = async () => {
    const workspace = await openWorkspace({ directory });
    const asker = { viewer: { id: 'test', role: 'owner' }, signal, page: null } as const;
    const request = {
      metrics: ['accepted_items'],
      grain: 'none',
      range: { kind: 'days', days: { from: '2026-03-02', to: '2026-03-09' } },
      by: [],
      where: [],
      compare: null,
      params: { gradeBasis: 'best' },
      asOf: null,
    } as never;
    const [answer] = await workspace.answer([request], asker);
    const { statements } = await workspace.explain(request, asker);
    const { database } = workspace;
    await workspace.close();
    const from = statements[0]?.parameters.find(({ type }) => type === 'ts')?.value;
    return { n: answer?.kind === 'ready' ? answer.estimates[0]?.n : answer, from, database };
  };
  return { directory, load, accepted };
}

// Five quick items.
const quick = ['a', 'b', 'c', 'd', 'e'].map((id) => item(id, '2026-03-03', '2026-03-05'));

it('counts an item that waited 200 days in the week of its acceptance, and reads no further back than that', async () => {
  const { load, accepted } = queue();
  // One from August still waits.
  await load(...quick, item('late', '2025-08-15', null));
  expect(await accepted()).toMatchObject({ n: 5, from: '2026-02-28T00:00:00.000Z' });
  // It is accepted 200 days after it was made.
  await load(item('late', '2025-08-15', '2026-03-03'));
  expect(await accepted()).toMatchObject({ n: 6, from: '2025-08-14T00:00:00.000Z' });
});

it('counts it where nobody had measured how long items wait, as in a database of an older Assay', async () => {
  const { directory, load, accepted } = queue();
  await load(item('late', '2025-08-15', '2026-03-03'));
  const { database } = await accepted();
  const warehouse = await openWarehouse('duckdb', {
    path: join(directory, database),
    access: 'load',
    spool: directory,
  });
  const session = await warehouse.loader?.begin();
  await session?.run({ sql: `delete from ${stateSchema}.reach`, parameters: [] }, bounds());
  await session?.commit();
  await warehouse.close();
  await load(...quick);
  expect(await accepted()).toMatchObject({ n: 6, from: '2025-08-14T00:00:00.000Z' });
});
