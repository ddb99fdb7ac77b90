import type { Day, FactFreshness } from '@assay/contract';
import type { Asker } from './workspace.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
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

async function workspaceWith(zone: string) {
  const directory = mkdtempSync(join(tmpdir(), 'assay-fresh-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'assay.yaml'), `workspace:\n  zone: ${zone}\n`);
  writeFileSync(join(directory, 'export.json'), JSON.stringify([answered, waiting]));
  const what = { files: ['export.json'], settings: {}, dryRun: false, strict: true };
  await loadFiles({ directory, ...what, signal: asker.signal });
  const workspace = await openWorkspace({ directory });
  onTestFinished(() => workspace.close());
  return workspace;
}

it('is known of each fact that is there, labelling work alone too, by days of the zone', async () => {
  const workspace = await workspaceWith('Europe/Berlin');
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

it('is told newest first, and of a plan last', () => {
  const fact = (what: string, day: string | null) =>
    ({ table: 't', what, dataThrough: day, loadedAt: '2026-01-08T00:00:00Z', rows: 1 }) as FactFreshness;
  const facts = [fact('budget lines', null), fact('reviews', '2026-01-05'), fact('answers', '2026-01-07')];
  const newest = { dataThrough: '2026-01-07' as Day, loadedAt: '2026-01-08T00:00:00Z' };
  expect(freshnessStep({ ...newest, sources: [{ source: 's', ...newest, facts }] }).detail).toBe(
    'data through 2026-01-07 (answers; reviews 2026-01-05; budget lines without a day), loaded 2026-01-08T00:00:00Z',
  );
});
