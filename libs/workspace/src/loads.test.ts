import type { LoadRecord } from '@assay/contract';
import type { LoadFilesOptions } from './load-files.ts';
import type { Workspace } from './workspace.ts';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeBackLoad } from './change-data.ts';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

const yaml = `name: demo
title: Demo
format: csv
columns: { id: { filled: true }, latency: {}, label: { one_of: [yes, no] } }
`;
const select = `select _record, id as output_id, 'production' as environment, 'm' as model_version_id, 0 as sample_index,
  '2024-01-15T00:00:00Z' as produced_at, 'ok' as status, 'should_comply' as request_class, latency as latency_ms from source`;

const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(60_000), page: null } as const;

function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-loads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'demo'));
  writeFileSync(join(folder, 'demo/recipe.yaml'), yaml);
  writeFileSync(join(folder, 'demo/fact_output.sql'), select);
  return folder;
}

/** Loads lines as a file; gives the id of the load. */
async function load(directory: string, name: string, lines: readonly string[], over: Partial<LoadFilesOptions> = {}) {
  writeFileSync(join(directory, name), `${['id,latency,label', ...lines].join('\n')}\n`);
  const signal = AbortSignal.timeout(30_000);
  const what = { directory, files: [name], recipe: './demo', settings: {}, dryRun: false, strict: false, signal };
  const [receipt] = await loadFiles({ ...what, ...over });
  return receipt?.load ?? '';
}

async function withWorkspace<T>(directory: string, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openWorkspace({ directory });
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

describe('the list of loads', () => {
  it('has the whole receipt of each, newest first, those taken back included', async () => {
    const folder = workingFolder();
    const first = await load(folder, 'first.csv', ['a,1,yes', 'b,-2,yes', 'c,x,maybe']);
    const second = await load(folder, 'second.csv', ['a,1,yes'], { full: { name: 'model_version', value: 'm' } });
    await takeBackLoad(second, { directory: folder, dryRun: false, signal: asker.signal });
    const { loads, total, next } = await withWorkspace(folder, (it) => it.loads({ after: null, first: 50 }, asker));
    expect({ total, next }).toEqual({ total: 2, next: null });
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;
    const common = { source: 'demo', recipe: 'demo', settings: {}, startedAt: instant, finishedAt: instant };
    expect(loads).toEqual([
      {
        ...common,
        id: second,
        file: 'second.csv',
        scope: 'model_version=m',
        takenBackAt: instant,
        ...{ read: 1, loaded: 0, unchanged: 1, quarantined: 0, ignored: 0 },
        reasons: [],
        tables: [{ table: 'fact_output', inserted: 0, updated: 0, unchanged: 1, voided: 0 }],
        entries: 0,
      },
      {
        ...common,
        id: first,
        file: 'first.csv',
        scope: null,
        takenBackAt: null,
        ...{ read: 3, loaded: 1, unchanged: 0, quarantined: 2, ignored: 0 },
        reasons: [
          { code: 'V-E1', what: 'a code is none of those its column knows', records: 1 },
          { code: 'V-N1', what: 'a number is outside the range of its column, such as a negative count', records: 1 },
        ],
        tables: [{ table: 'fact_output', inserted: 1, updated: 0, unchanged: 0, voided: 0 }],
        entries: 2,
      },
    ] satisfies readonly LoadRecord[]);
  });

  it('goes on where a page ended, whatever was loaded meanwhile', async () => {
    const folder = workingFolder();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.unshift(await load(folder, `${name}.csv`, [`${name},1,yes`]));
    const start = await withWorkspace(folder, (it) => it.loads({ after: null, first: 2 }, asker));
    expect(start.loads.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    await load(folder, 'd.csv', ['d,1,yes']);
    const rest = await withWorkspace(folder, (it) => it.loads({ after: start.next, first: 2 }, asker));
    expect(rest.loads.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest).toMatchObject({ total: 4, next: null });
  });

  it.each(['nonsense', Buffer.from('soon\nabc').toString('base64url')])('refuses the place %s', async (after) => {
    const folder = workingFolder();
    await load(folder, 'a.csv', ['a,1,yes']);
    await withWorkspace(folder, async (workspace) => {
      await expect(workspace.loads({ after, first: 2 }, asker)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    });
  });
});

describe('the receipt of a load', () => {
  it('is had by its whole id, also once the load was taken back', async () => {
    const folder = workingFolder();
    const id = await load(folder, 'first.csv', ['a,1,yes', 'b,-1,yes']);
    await withWorkspace(folder, async (workspace) => {
      const [listed] = (await workspace.loads({ after: null, first: 1 }, asker)).loads;
      expect(await workspace.load(id, asker)).toEqual(listed);
      await expect(workspace.load(id.slice(0, 8), asker)).rejects.toMatchObject({ code: 'LOAD_UNKNOWN' });
    });
    await load(folder, 'second.csv', ['c,1,yes']);
    await takeBackLoad(id, { directory: folder, dryRun: false, signal: AbortSignal.timeout(30_000) });
    await withWorkspace(folder, async (workspace) => {
      expect(await workspace.load(id, asker)).toMatchObject({ id, read: 2, takenBackAt: expect.any(String) as string });
    });
  });
});

describe('the quarantine of a load', () => {
  it('has every entry once over its pages, in the order of the file, with the record as it came', async () => {
    const folder = workingFolder();
    const wrong = Array.from({ length: 7 }, (_, index) => `w${index},-1,yes`);
    await load(folder, 'other.csv', ['o,1,never']);
    const id = await load(folder, 'first.csv', ['a,1,yes', ...wrong, ',=cmd|x,no']);
    await withWorkspace(folder, async (workspace) => {
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const page = await workspace.quarantine({ load: id.slice(0, 8), after, first: 3 }, asker);
        expect(page.load.id).toBe(id);
        expect(page.entries.length).toBeLessThanOrEqual(3);
        seen.push(...page.entries);
        after = page.next;
      } while (after !== null);
      expect(seen.slice(0, 7)).toEqual(
        wrong.map((_, index) => ({
          record: index + 2,
          line: index + 3,
          column: 'latency_ms',
          reason: 'V-N1',
          detail: 'latency_ms is "-1", expected a number that is not negative',
          raw: JSON.stringify({ id: `w${index}`, latency: '-1', label: 'yes' }),
        })),
      );
      // The cells of the file are looked at before its recipe is.
      expect(seen.slice(7)).toMatchObject([{ record: 9, line: 10, column: 'id', reason: 'REQUIRED' }]);
    });
  });

  it('is that of one load, whose place is no other\u2019s', async () => {
    const folder = workingFolder();
    const first = await load(folder, 'a.csv', ['a,1,never', 'b,1,never']);
    const second = await load(folder, 'b.csv', ['c,1,never', 'd,1,never']);
    await withWorkspace(folder, async (workspace) => {
      const { next } = await workspace.quarantine({ load: first, after: null, first: 1 }, asker);
      const other = workspace.quarantine({ load: second, after: next, first: 1 }, asker);
      await expect(other).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
      const unknown = workspace.quarantine({ load: '00000000', after: null, first: 1 }, asker);
      await expect(unknown).rejects.toMatchObject({ code: 'LOAD_UNKNOWN' });
      const short = workspace.quarantine({ load: '', after: null, first: 1 }, asker);
      await expect(short).rejects.toMatchObject({ code: 'LOAD_UNKNOWN' });
    });
  });
});
