import type { Estimate } from '@assay/contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { forgetId, takeBackLoad } from './change-data.ts';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const columns =
  'work_item_id,task_version_id,item_id,vendor_id,batch_id,purpose,status,created_at,first_submitted_at,first_decided_at,first_decision,accepted_at,rejected_at,rework_count';
type Verdict = 'accepted' | 'rejected' | 'in_review';

/** An item of a day of March, decided two days later where it is. */
function item(id: string, day: number, verdict: Verdict, rework = 0): string {
  const at = (more: number): string => `2026-03-${String(day + more).padStart(2, '0')}T08:00:00Z`;
  const decided = verdict === 'in_review' ? '' : at(2);
  const first = verdict === 'in_review' ? '' : rework > 0 ? 'rework' : verdict === 'accepted' ? 'accept' : 'reject';
  return [
    ...[id, 't@1', id, 'v1', id.slice(0, 2), 'production', verdict, at(0), at(1), decided, first],
    ...[verdict === 'accepted' ? decided : '', verdict === 'rejected' ? decided : '', rework],
  ].join(',');
}

const march = { from: '2026-03-02', to: '2026-03-30' };
const request = (asOf: string | null) =>
  ({
    metrics: ['accepted_items', 'acceptance_rate', 'rework_rate'],
    grain: 'week',
    range: { kind: 'days', days: march },
    by: ['vendor'],
    where: [],
    compare: null,
    params: { gradeBasis: 'best' },
    asOf,
  }) as never;

/** A folder whose data changes, and what a report of March says in it. */
function reported() {
  const directory = mkdtempSync(join(tmpdir(), 'assay-replay-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const signal = AbortSignal.timeout(60_000);
  const load = async (rows: readonly string[], full: object = {}): Promise<string> => {
    writeFileSync(join(directory, 'items.csv'), `${columns}\n${rows.join('\n')}\n`);
    const options = { settings: {}, dryRun: false, strict: true, signal, ...full };
    const [receipt] = await loadFiles({ directory, files: ['items.csv'], recipe: 'canonical', ...options });
    // Loads must not fall into the millisecond in which a report was taken.
    await pause(5);
    return receipt?.load ?? '';
  };
  const report = async (asOf: string | null = null): Promise<readonly Estimate[]> => {
    const workspace = await openWorkspace({ directory });
    try {
      const [answer] = await workspace.answer([request(asOf)], {
        viewer: { id: 'test', role: 'owner' },
        signal,
        page: null,
      });
      return answer?.kind === 'ready' ? answer.estimates : [];
    } finally {
      await workspace.close();
    }
  };
  /** The report, and the instant at which it was taken. */
  const taken = async () => {
    const [estimates, at] = [await report(), new Date().toISOString()];
    await pause(5);
    return { estimates, at };
  };
  return { directory, signal, load, report, taken };
}

const totalOf = (estimates: readonly Estimate[]): number =>
  estimates.filter(({ metric }) => metric === 'accepted_items').reduce((sum, { n }) => sum + n, 0);

it('says of last month today what last month said, whatever came, changed and went since, but for what was taken back', async () => {
  const { directory, signal, load, report, taken } = reported();
  const days = [2, 3, 4, 9, 10, 11, 16, 17, 18, 23];
  await load(days.map((day, index) => item(`b1-${index}`, day, index % 3 === 0 ? 'rejected' : 'accepted', index % 2)));
  const first = await taken();
  expect(totalOf(first.estimates)).toBe(6);

  // Late rows, and items whose verdict was revised.
  const revised = [item('b1-1', 3, 'rejected'), item('b1-0', 2, 'accepted', 2)];
  await load([...revised, ...[5, 12, 19].map((day) => item(`b2-${day}`, day, 'accepted'))]);
  const second = await taken();
  expect(totalOf(second.estimates)).toBe(9);

  // A batch that is the whole truth of itself voids what it lacks; a load is taken back.
  const third = await load([item('b3-0', 24, 'accepted'), item('b1-2', 4, 'in_review')]);
  await load([item('b2-5', 5, 'rejected')], { full: { name: 'batch_id', value: 'b2' } });
  const between = await taken();
  expect(totalOf(between.estimates)).toBe(6);
  await takeBackLoad(third, { directory, signal, dryRun: false });
  const last = await taken();
  expect(totalOf(last.estimates)).toBe(6);

  for (const { estimates, at } of [first, second, last]) expect(await report(at)).toEqual(estimates);
  // What was taken back was a mistake, and is in no replay either: it says so of the time in which that was in force.
  const without = await report(between.at);
  expect(without).not.toEqual(between.estimates);
  expect(totalOf(without)).toBe(6);
  expect(without.map(({ caveats }) => caveats)).toEqual(without.map(() => [{ code: 'erased', count: 2 }]));
});

it('names what was erased since: it is in no report any more', async () => {
  const { directory, signal, load, report, taken } = reported();
  await load([2, 3, 4, 5].map((day) => item(`b1-${day}`, day, 'accepted')));
  const before = await taken();
  await forgetId('b1-3', { directory, signal, dryRun: false });
  const [replayed] = (await report(before.at)).filter(({ metric }) => metric === 'accepted_items');
  expect(replayed).toMatchObject({ n: 3 });
  expect(replayed?.caveats).toContainEqual({ code: 'erased', count: 1 });
});
