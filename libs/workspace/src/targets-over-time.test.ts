import type { PanelRequest } from '@assay/contract';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const columns = 'work_item_id,task_version_id,item_id,purpose,status,created_at,accepted_at,rework_count';
const weeks = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'];
const old = '- { metric: accepted_items, lower: 3, valid_from: 2026-01-01 }\n';
/** From the second day of the third week on. */
const young = '- { metric: accepted_items, lower: 10, valid_from: 2026-03-17 }\n';

const request = {
  metrics: ['accepted_items'],
  grain: 'week',
  range: { kind: 'days', days: { from: '2026-03-02', to: '2026-03-30' } },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
} as unknown as PanelRequest;

it('a new target judges the periods that end after its day, and rewrites no verdict before', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-targets-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const signal = AbortSignal.timeout(60_000);
  mkdirSync(join(directory, 'dashboards'));
  // Five items are accepted on each Thursday; one more says that the last week is over.
  const items = weeks.flatMap((monday, week) =>
    [1, 2, 3, 4, 5].map((index) => {
      const thursday = new Date(Date.parse(monday) + 3 * 86_400_000).toISOString().slice(0, 10);
      return `${week}-${index},t@1,${week}-${index},production,accepted,${monday}T08:00:00Z,${thursday}T08:00:00Z,0`;
    }),
  );
  const open = 'later,t@1,later,production,in_review,2026-04-01T08:00:00Z,,0';
  writeFileSync(join(directory, 'items.csv'), `${[columns, ...items, open].join('\n')}\n`);
  const bounds = { settings: {}, dryRun: false, strict: true, signal };
  await loadFiles({ directory, files: ['items.csv'], recipe: 'canonical', ...bounds });
  const verdicts = async (targets: string) => {
    writeFileSync(join(directory, 'dashboards', 'targets.yaml'), targets);
    const workspace = await openWorkspace({ directory });
    const asker = { viewer: { id: 'test', role: 'owner' }, signal, page: null } as const;
    const [answer] = await workspace.answer([request], asker);
    await workspace.close();
    if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
    return answer.estimates.map(({ target, verdict }) => [target?.lower, verdict]);
  };
  expect(await verdicts(old)).toEqual([
    [3, 'met'],
    [3, 'met'],
    [3, 'met'],
    [3, 'met'],
  ]);
  expect(await verdicts(old + young)).toEqual([
    [3, 'met'],
    [3, 'met'],
    [10, 'missed'],
    [10, 'missed'],
  ]);
}, 120_000);
