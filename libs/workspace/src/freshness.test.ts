import type { Day, FactFreshness } from '@assay/contract';
import type { Asker } from './workspace.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freshnessStep } from './freshness.ts';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const asker: Asker = { viewer: { id: 'test', role: 'owner' }, signal: new AbortController().signal, page: null };

const answered = {
  id: 1,
  data: { text: 'A text.' },
  created_at: '2026-01-05T08:00:00.000000Z',
  annotations: [
    {
      id: 7,
      completed_by: 4,
      created_at: '2026-01-07T09:00:00.000000Z',
      result: [{ from_name: 'label', to_name: 'text', type: 'choices', value: { choices: ['good'] } }],
    },
  ],
};
const waiting = { id: 2, data: { text: 'Another.' }, created_at: '2026-01-06T23:30:00.000000Z', annotations: [] };

async function exportLoaded(zone: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'assay-fresh-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'assay.yaml'), `workspace:\n  zone: ${zone}\n`);
  writeFileSync(join(directory, 'export.json'), JSON.stringify([answered, waiting]));
  await load(directory, { files: ['export.json'] });
  return directory;
}

async function load(directory: string, what: { readonly files: readonly string[]; readonly recipe?: string }) {
  await loadFiles({ directory, ...what, settings: {}, dryRun: false, strict: true, signal: asker.signal });
}

async function opened(directory: string) {
  const workspace = await openWorkspace({ directory });
  onTestFinished(() => workspace.close());
  return workspace;
}

it('is known of each fact that is there, labelling work alone too, by days of the zone', async () => {
  const workspace = await opened(await exportLoaded('Europe/Berlin'));
  const { sources, ...newest } = await workspace.freshness(null, asker);
  expect(newest).toMatchObject({ dataThrough: '2026-01-07', loadedAt: expect.stringMatching(/Z$/) as string });
  expect(sources).toMatchObject([
    {
      source: 'label_studio',
      dataThrough: '2026-01-07',
      facts: [
        { table: 'fact_annotation', what: 'answers', dataThrough: '2026-01-07', rows: 1 },
        { table: 'fact_work_item', what: 'work items', dataThrough: '2026-01-07', rows: 2 },
      ],
    },
  ]);
  const before = await workspace.freshness('2026-01-31T00:00:00Z', asker);
  expect(before).toEqual({ dataThrough: null, loadedAt: null, sources: [] });
  const { steps } = await workspace.doctor(asker);
  const step = steps.find(({ name }) => name === 'freshness');
  expect(step).toMatchObject({ ok: true, fix: null });
  expect(step?.detail).toMatch(/^data through 2026-01-07 \(answers, work items\), loaded [\d-]+T[\d:]+Z$/);
});

it('is of the load that brought the rows, not of another source that changed what is derived of them', async () => {
  const directory = await exportLoaded('UTC');
  const alone = await openWorkspace({ directory });
  const before = await alone.freshness(null, asker).finally(() => alone.close());
  mkdirSync(join(directory, 'crm'));
  writeFileSync(
    join(directory, 'crm/recipe.yaml'),
    'name: crm\ntitle: Audits\nformat: csv\ncolumns: { item: {}, decided: {} }\n',
  );
  writeFileSync(
    join(directory, 'crm/fact_review.sql'),
    `select _record, 'r' as review_id, item as work_item_id, 'acceptance' as review_kind, 'fail' as decision,
    decided as decided_at from source`,
  );
  writeFileSync(join(directory, 'audits.csv'), 'item,decided\nls:task:1,2026-01-08T00:00:00Z\n');
  await load(directory, { files: ['audits.csv'], recipe: './crm' });
  const workspace = await opened(directory);
  const { loads } = await workspace.loads({ after: null, first: 9 }, asker);
  expect(loads.map(({ source }) => source)).toEqual(['crm', 'label_studio']);
  // The review sent the item back, which its row says since.
  expect(loads[0]?.tables).toMatchObject([{ table: 'fact_work_item', updated: 1 }, { table: 'fact_review' }]);
  const [later, first] = loads.map(({ startedAt }) => startedAt);
  const after = await workspace.freshness(null, asker);
  expect(after.sources).toMatchObject([{ source: 'crm', loadedAt: later }, before.sources[0]]);
  expect(before.loadedAt).toBe(first);
  expect(await workspace.freshness(first ?? '', asker)).toEqual(before);
});

it('is told newest first, and of a plan last', () => {
  const fact = (what: string, day: string | null) =>
    ({ table: 't', what, dataThrough: day, loadedAt: '2026-01-08T00:00:00Z', rows: 1 }) as FactFreshness;
  const facts = [fact('budget lines', null), fact('reviews', '2026-01-05'), fact('answers', '2026-01-07')];
  const newest = { dataThrough: '2026-01-07' as Day, loadedAt: '2026-01-08T00:00:00Z' };
  expect(freshnessStep({ ...newest, sources: [{ source: 's', ...newest, facts }] }).detail).toBe(
    'data through 2026-01-07 (answers; reviews 2026-01-05; budget lines without a day), loaded 2026-01-08T00:00:00Z',
  );
});
