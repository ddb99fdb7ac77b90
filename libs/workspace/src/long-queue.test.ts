import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const columns = 'work_item_id,task_version_id,item_id,purpose,status,created_at,accepted_at,rework_count';
/** An item of a day, accepted on another or not yet. */
const item = (id: string, created: string, accepted: string | null): string =>
  `${id},t@1,${id},production,${accepted === null ? 'in_review' : 'accepted'},${created}T08:00:00Z,${accepted === null ? '' : `${accepted}T08:00:00Z`},0`;

it('counts an item that waited 200 days in the week of its acceptance, and reads no further back than that', async () => {
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
    await workspace.close();
    const from = statements[0]?.parameters.find(({ type }) => type === 'ts')?.value;
    return { n: answer?.kind === 'ready' ? answer.estimates[0]?.n : answer, from };
  };
  // Five quick items, and one from August that still waits.
  const quick = ['a', 'b', 'c', 'd', 'e'].map((id) => item(id, '2026-03-03', '2026-03-05'));
  await load(...quick, item('late', '2025-08-15', null));
  expect(await accepted()).toEqual({ n: 5, from: '2026-02-28T00:00:00.000Z' });
  // It is accepted 200 days after it was made.
  await load(item('late', '2025-08-15', '2026-03-03'));
  expect(await accepted()).toEqual({ n: 6, from: '2025-08-14T00:00:00.000Z' });
});
