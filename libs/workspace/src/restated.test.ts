import type { Estimate, PanelRequest } from '@assay/contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const columns =
  'work_item_id,task_version_id,source_kind,item_id,purpose,status,created_at,first_submitted_at,first_decided_at,first_decision,accepted_at,rejected_at,rework_count';

/** An item that was decided on a day of March. */
function item(id: string, day: number, isAccepted: boolean, source = 'sme'): string {
  const at = `2026-03-${String(day).padStart(2, '0')}T08:00:00Z`;
  const decision = isAccepted ? ['accepted', 'accept', at, ''] : ['rejected', 'reject', '', at];
  const [status, first, accepted, rejected] = decision;
  return [id, 't@1', source, id, 'production', status, at, at, at, first, accepted, rejected, 0].join(',');
}

const items = (week: string, day: number, accepted: number, rejected: number) =>
  Array.from({ length: accepted + rejected }, (_, index) => item(`${week}-${index}`, day, index < accepted));

const request = {
  metrics: ['acceptance_rate', 'accepted_items'],
  grain: 'week',
  range: { kind: 'days', days: { from: '2026-03-02', to: '2026-03-30' } },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  restated: true,
  asOf: null,
} as unknown as PanelRequest;

/** A folder whose data is loaded at instants of our own: only the clock's hands are moved, time goes on. */
function folder() {
  const directory = mkdtempSync(join(tmpdir(), 'assay-restated-'));
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
    rmSync(directory, { recursive: true, force: true });
  });
  const signal = AbortSignal.timeout(60_000);
  const load = async (at: string, rows: readonly string[]): Promise<void> => {
    vi.setSystemTime(new Date(at));
    writeFileSync(join(directory, 'items.csv'), `${columns}\n${rows.join('\n')}\n`);
    const settings = { settings: {}, dryRun: false, strict: true, signal };
    await loadFiles({ directory, files: ['items.csv'], recipe: 'canonical', ...settings });
  };
  const asked = async (at: string, more: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> => {
    vi.setSystemTime(new Date(at));
    const workspace = await openWorkspace({ directory });
    const asker = { viewer: { id: 'test', role: 'owner' }, signal, page: null } as const;
    const [answer] = await workspace.answer([{ ...request, ...more }], asker).finally(() => workspace.close());
    if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
    return answer.estimates;
  };
  return { load, asked };
}

const told = (estimates: readonly Estimate[], id: string) =>
  estimates
    .filter(({ metric }) => metric === id)
    .map(({ value, restated, caveats }) => [
      value,
      restated?.was ?? null,
      restated?.day ?? null,
      caveats.filter(({ code }) => code.startsWith('restated')).length,
    ]);

it('says of finished weeks what they were when their rows were to change no more', async () => {
  const { load, asked } = folder();
  const now = '2026-06-01T09:00:00Z';
  // The weeks of 2, 9, 16 and 23 March have their last word 14 days after their end: on 23 and 30 March, 6 and 13 April.
  const weeks = [items('a', 4, 30, 10), items('b', 11, 30, 10), items('c', 18, 40, 0), items('d', 25, 40, 0)];
  await load('2026-03-31T09:00:00Z', [...weeks.flat(), item('e', 30, true)]);
  const unmoved = [0.75, 0.75, 1, 1].map((value) => [value, null, null, 0]);
  expect(told(await asked(now), 'acceptance_rate')).toEqual(unmoved);

  // The fourth week gets late rows before its last word: that is what one waits for.
  await load('2026-04-10T09:00:00Z', items('d-late', 26, 0, 10));
  // Long after, ten items of every week turn out to have been rejected; of the first two nothing was known in time.
  const found = ['a', 'b', 'c', 'd'].flatMap((week, at) => items(week, 4 + 7 * at, 20, 10).slice(20));
  await load('2026-05-11T09:00:00Z', found);
  const moved = await asked(now);
  expect(told(moved, 'acceptance_rate')).toEqual([
    [0.5, null, null, 0],
    [0.5, null, null, 0],
    [0.75, 1, '2026-04-06', 1],
    [0.6, 0.8, '2026-04-13', 1],
  ]);
  expect(told(moved, 'accepted_items').map(([value, was]) => [value, was])).toEqual([
    [20, null],
    [20, null],
    [30, 40],
    [30, 40],
  ]);

  // As of a day before that load it had not moved; and nobody is told who does not ask.
  const before = await asked(now, { asOf: '2026-05-10T00:00:00Z' });
  expect(told(before, 'acceptance_rate').slice(2)).toEqual([1, 0.8].map((value) => [value, null, null, 0]));
  // A source that came later does not hide what the other's weeks were.
  const where = [{ dimension: 'source_kind', values: ['sme', 'synthetic'] }];
  await load('2026-05-20T09:00:00Z', [item('f', 30, true, 'synthetic')]);
  expect(told(await asked(now, { where }), 'acceptance_rate')).toEqual(told(moved, 'acceptance_rate'));
  const plain = await asked(now, { restated: false });
  expect(told(plain, 'acceptance_rate').slice(2)).toEqual([0.75, 0.6].map((value) => [value, null, null, 0]));
}, 180_000);
