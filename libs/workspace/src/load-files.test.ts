import type { LoadFilesOptions } from './load-files.ts';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '@assay/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';
import { sampleFolder } from './testing/sample-folder.ts';

const recipe = `name: demo
title: Demo
format: csv
columns: { id: {}, model: {} }
`;
const select = `select _record, id as output_id, 'production' as environment, model as model_version_id, 0 as sample_index,
  '2024-01-15T00:00:00Z' as produced_at, 'ok' as status, 'should_comply' as request_class from source`;

/** A working folder, which is not the process's own, with a recipe and a file in it. */
function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-load-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'demo'));
  writeFileSync(join(folder, 'demo/recipe.yaml'), recipe);
  writeFileSync(join(folder, 'demo/fact_output.sql'), select);
  writeFileSync(join(folder, 'good.csv'), 'id,model\na,m\nb,m\n');
  writeFileSync(join(folder, 'bad.csv'), 'nothing,of,this\n1,2,3\n');
  return folder;
}

const load = (directory: string, files: readonly string[], over: Partial<LoadFilesOptions> = {}) =>
  loadFiles({
    directory,
    files,
    recipe: './demo',
    settings: {},
    dryRun: false,
    strict: false,
    signal: AbortSignal.timeout(30_000),
    ...over,
  });

/** The same in a process of its own, as two people at two terminals do it: the database has one owner. */
function loadInProcess(folder: string, name: string): ChildProcess {
  writeFileSync(join(folder, `${name}.csv`), `id,model\n${name},m\n`);
  const options = {
    directory: folder,
    files: [`${name}.csv`],
    recipe: './demo',
    settings: {},
    dryRun: false,
    strict: false,
  };
  const script = `
    import { loadFiles } from ${JSON.stringify(new URL('load-files.ts', import.meta.url).href)};
    await loadFiles({ ...${JSON.stringify(options)}, signal: AbortSignal.timeout(30_000) });
  `;
  const parameters = ['--conditions=@assay/source', '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, parameters, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const database = (folder: string): string => join(folder, '.assay/assay.duckdb');

describe('loadFiles', () => {
  it('finds recipe and files from the folder it is given, and calls them as they were', async () => {
    const folder = workingFolder();
    expect(await load(folder, ['good.csv'])).toMatchObject([{ file: 'good.csv', read: 2, loaded: 2 }]);
    await expect(load(folder, ['./absent.csv'])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: './absent.csv does not exist.',
    });
    const refused = load(folder, ['bad.csv']);
    await expect(refused).rejects.toThrow(/^bad\.csv is not what the recipe demo reads/);
    await expect(load(folder, ['good.csv'], { database: 'no/x.duckdb' })).rejects.toThrow('There is no folder no ');
  });

  it('leaves no database behind when nothing came of the first load', async () => {
    const folder = workingFolder();
    await load(folder, ['good.csv'], { dryRun: true });
    await expect(load(folder, ['bad.csv'])).rejects.toMatchObject({ code: 'FILE_NOT_RECOGNISED' });
    await expect(load(folder, ['good.csv'], { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(existsSync(database(folder))).toBe(false);
  });

  it('never takes away what another first load brought', async () => {
    const folder = workingFolder();
    const children = ['a', 'b', 'c', 'd'].map((name) => loadInProcess(folder, name));
    const codes = await Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number])[0]));
    const workspace = await openWorkspace({ directory: folder });
    onTestFinished(() => workspace.close());
    const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
    expect(workspace.isSample).toBe(false);
    const { total } = await workspace.loads({ after: null, first: 10 }, asker);
    expect(total).toBe(codes.filter((code) => code === 0).length);
  });

  it('keeps texts, and begins a day, as assay.yaml says', async () => {
    const folder = workingFolder();
    writeFileSync(
      join(folder, 'demo/fact_output.sql'),
      `select * replace (timezone(:zone, timestamp '2024-01-15') as produced_at),
      model_version_id as content_text from (${select})`,
    );
    const found = async (): Promise<unknown> => {
      await load(folder, ['good.csv']);
      const warehouse = await openWarehouse('duckdb', {
        path: database(folder),
        access: 'read',
        spool: join(folder, '.assay/spool'),
      });
      const sql =
        'select cast(max(produced_at) as varchar) as at, (select count(*) from ref_content) as texts from fact_output';
      const limits = { timeoutMs: 10_000, maxRows: 10, maxBytes: 10_000, tags: {} };
      const { columns } = await warehouse.query(
        { sql, parameters: [] },
        { signal: AbortSignal.timeout(10_000), ...limits },
      );
      await warehouse.close();
      return columns.map(({ values }) => values[0]);
    };
    expect(await found()).toEqual(['2024-01-15 00:00:00+00', 0]);
    writeFileSync(join(folder, 'assay.yaml'), 'keep_content: true\nworkspace: { zone: America/New_York }\n');
    expect(await found()).toEqual(['2024-01-15 05:00:00+00', 1]);
  });

  it('does not load into the sample, which would lose it within a week', async () => {
    const folder = workingFolder();
    const into = load(folder, ['good.csv'], { database: '.assay/sample.duckdb' });
    await expect(into).rejects.toMatchObject({ code: 'USAGE' });
    expect(existsSync(join(folder, '.assay/sample.duckdb'))).toBe(false);
  });
});

describe('a database whose first load was killed', () => {
  async function blank(folder: string, name: string): Promise<void> {
    const path = join(folder, name);
    mkdirSync(join(folder, '.assay/spool'), { recursive: true });
    const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool: join(folder, '.assay/spool') });
    await warehouse.close();
    expect(existsSync(path)).toBe(true);
  }

  it('is none: the sample is shown, and a load fills it', async () => {
    const folder = workingFolder();
    await sampleFolder(folder);
    await blank(folder, '.assay/assay.duckdb');
    const workspace = await openWorkspace({ directory: folder });
    expect(workspace.isSample).toBe(true);
    await workspace.close();
    expect(await load(folder, ['good.csv'])).toMatchObject([{ loaded: 2 }]);
  });

  it('has nothing in it, when it is asked for by name', async () => {
    const folder = workingFolder();
    await blank(folder, 'team.duckdb');
    await expect(openWorkspace({ directory: folder, database: 'team.duckdb' })).rejects.toMatchObject({
      code: 'WAREHOUSE_NOT_FOUND',
      message: 'There is nothing in team.duckdb yet.',
    });
  });
});

describe('the data folder', () => {
  it('that cannot be made is a sentence', async () => {
    const folder = workingFolder();
    writeFileSync(join(folder, '.assay'), 'a file\n');
    const expected = { code: 'CONFIG_INVALID', message: 'The data folder .assay cannot be used here (ENOTDIR).' };
    await expect(openWorkspace({ directory: folder })).rejects.toMatchObject(expected);
    await expect(load(folder, ['good.csv'])).rejects.toMatchObject(expected);
  });
});
