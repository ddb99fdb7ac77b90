import type { PanelAnswer, PanelRequest, Role } from '@assay/contract';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { DoorMessage } from '../door/calls.ts';
import { loadFiles } from '../load-files.ts';
import { openWorkspace } from '../open.ts';
import { serveWorkspace } from '../serve-workspace.ts';
import type { Asker, Workspace } from '../workspace.ts';

const demo = fileURLToPath(new URL('../../../importers/fixtures/xstest_v2_completions_demo.csv', import.meta.url));
const as = (role: Role): Asker => ({ viewer: { id: role, role }, signal: AbortSignal.timeout(60_000), page: null });
const request: PanelRequest = {
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: ['model_version'],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
};
const load = { recipe: 'xstest', settings: { date: '2024-01-15' }, dryRun: false, strict: true };

async function folderWith(yaml: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'assay-cached-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'assay.yaml'), yaml);
  await loadFiles({ directory, files: [demo], ...load, signal: AbortSignal.timeout(60_000) });
  return directory;
}

async function ask(workspace: Workspace, role: Role = 'owner') {
  const [answer] = await workspace.answer([request], as(role));
  if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
  const { statements, estimates, queryId } = answer satisfies PanelAnswer;
  return { statements, queryId, models: estimates.map(({ by }) => by['model_version']), estimates };
}

it('an answer is remembered until a load, for those who may read the same', { timeout: 120_000 }, async () => {
  const directory = await folderWith('');
  const { workspace, door } = await serveWorkspace({ directory });
  try {
    const first = await ask(workspace);
    expect(first).toMatchObject({ statements: 1, models: ['demo'] });
    expect(await ask(workspace)).toEqual({ ...first, statements: 0 });
    expect(await ask(workspace, 'lead')).toEqual({ ...first, statements: 0 });
    const other = await ask(workspace, 'trust_safety');
    expect(other).toMatchObject({ statements: 1, estimates: first.estimates });
    expect(other.queryId).not.toBe(first.queryId);
    const mark = await workspace.mark(as('owner'));
    expect(await workspace.mark(as('lead'))).toBe(mark);
    expect(await workspace.mark(as('trust_safety'))).not.toBe(mark);

    const more = join(directory, 'xstest_v2_completions_more.csv');
    copyFileSync(demo, more);
    const said: DoorMessage[] = [];
    const given = { options: { directory, files: [more], ...load }, key: null };
    await door.answer(
      { id: 'a', call: 'load', given },
      { signal: AbortSignal.timeout(60_000), say: (each) => said.push(each) },
    );
    expect(said.at(-1)).toHaveProperty('result');
    expect(await workspace.mark(as('owner'))).not.toBe(mark);
    expect(await ask(workspace)).toMatchObject({ statements: 1, models: ['demo', 'more'] });
  } finally {
    await door.close();
    await workspace.close();
  }
});

it('nothing is remembered where assay.yaml says so', { timeout: 60_000 }, async () => {
  const directory = await folderWith('cache: off\n');
  const workspace = await openWorkspace({ directory });
  try {
    expect(await ask(workspace)).toMatchObject({ statements: 1 });
    expect(await ask(workspace)).toMatchObject({ statements: 1 });
    expect(await workspace.mark(as('owner'))).toBeNull();
  } finally {
    await workspace.close();
  }
});
