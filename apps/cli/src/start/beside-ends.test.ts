import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openWarehouse } from '@assay/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';
import { emptyFolder, holdCommand, isBuilt, startCommand, startServer, whyNot } from '../testing/server.ts';
import { writeXstest } from '../testing/xstest-file.ts';

const set = ['--recipe', 'xstest', '--set', 'date=2024-01-15'] as const;
const loadOf = (model: string) => ['load', `xstest_v2_completions_${model}.csv`, ...set] as const;

/** A folder with a small load done, and a file of so many records to load. */
async function preparedFolder(records: number): Promise<string> {
  const folder = emptyFolder();
  writeXstest(folder, 'small', { full: 10, partial: 0, comply: 30 });
  writeXstest(folder, 'large', { full: records, partial: 0, comply: 0 });
  await runAssay(folder, ...loadOf('small'));
  return folder;
}

/** Answers counted of each model. */
async function counted(folder: string): Promise<unknown> {
  const asked = await runAssay(folder, 'metric', 'over_refusal_rate', '--by', 'model_version', '--json');
  const { metrics } = documentOf(asked) as {
    metrics: readonly [{ rows: readonly { by: { model_version: string }; n: number }[] }];
  };
  return Object.fromEntries(metrics[0].rows.map(({ by, n }) => [by.model_version, n]));
}

const notesOf = (folder: string) => readdirSync(join(folder, '.assay')).filter((name) => name.startsWith('door'));

describe.skipIf(!isBuilt)(`a load through a server${whyNot}`, { timeout: 120_000 }, () => {
  it('shows its progress, and waits its turn after another', async () => {
    const folder = await preparedFolder(20_000);
    writeXstest(folder, 'other', { full: 5, partial: 0, comply: 5 });
    await startServer(folder);
    const second = await holdCommand(folder, ...loadOf('other'));
    const first = startCommand(folder, ...loadOf('large'));
    await first.says(/large\.csv: reading \d+ %, [\d,]+ records/);
    second.go();
    await second.says(/other\.csv: waiting for another load to end/);
    expect(await first.end).toEqual([0, null]);
    expect(await second.end).toEqual([0, null]);
    expect(first.out()).toMatch(/large\.csv +20,000 +20,000 +0 +0 +0\n/);
    expect(await counted(folder)).toEqual({ large: 20_000, other: 10, small: 40 });
  });

  it('that waits can be left with Ctrl-C, and the one before goes on', async () => {
    const folder = await preparedFolder(20_000);
    await startServer(folder);
    const second = await holdCommand(folder, ...loadOf('small'));
    const first = startCommand(folder, ...loadOf('large'));
    await first.says(/reading/);
    second.go();
    await second.says(/waiting/);
    second.child.kill('SIGINT');
    expect(await second.end).toEqual([1, null]);
    expect(first.out()).toBe('');
    expect(await first.end).toEqual([0, null]);
  });

  it.each(['reading', 'merging'])(
    'ends with Ctrl-C while %s: nothing is kept, and the server goes on',
    async (phase) => {
      const folder = await preparedFolder(20_000);
      await startServer(folder);
      const load = startCommand(folder, ...loadOf('large'));
      await load.says(new RegExp(phase));
      load.child.kill('SIGINT');
      expect(await load.end).toEqual([1, null]);
      expect(load.err()).toContain('Stopped: nothing of xstest_v2_completions_large.csv was kept.\n');
      expect(await counted(folder)).toEqual({ small: 40 });
      expect((await runAssay(folder, ...loadOf('large'))).code).toBe(0);
      expect(await counted(folder)).toEqual({ large: 20_000, small: 40 });
    },
  );

  it('ends with the command that asked for it: kill -9 of the command keeps nothing', async () => {
    const folder = await preparedFolder(20_000);
    await startServer(folder);
    const load = startCommand(folder, ...loadOf('large'));
    await load.says(/checking/);
    load.child.kill('SIGKILL');
    await load.end;
    // It waits until the server has rolled back: one load at a time.
    expect((await runAssay(folder, ...loadOf('small'))).out).toMatch(/small\.csv +40 +0 +40 +0 +0\n/);
    expect(await counted(folder)).toEqual({ small: 40 });
  });

  it.each(['reading', 'merging'])(
    'kill -9 of the server while %s: a sentence, nothing by halves, and the next load works',
    async (phase) => {
      const folder = await preparedFolder(20_000);
      const server = await startServer(folder);
      const load = startCommand(folder, ...loadOf('large'));
      await load.says(new RegExp(phase));
      server.child.kill('SIGKILL');
      expect(await load.end).toEqual([1, null]);
      expect(load.err()).toContain('The server that has the database open ended before it answered.\n');
      // Its note is still there, and no way to anybody.
      expect(notesOf(folder)).toHaveLength(1);
      expect(await counted(folder)).toEqual({ small: 40 });
      expect((await runAssay(folder, ...loadOf('large'))).code).toBe(0);
      expect(await counted(folder)).toEqual({ large: 20_000, small: 40 });
      expect(readdirSync(join(folder, '.assay', 'spool'))).toEqual([]);
    },
  );

  it('stops with the server: nothing is kept', async () => {
    const folder = await preparedFolder(20_000);
    const server = await startServer(folder);
    const load = startCommand(folder, ...loadOf('large'));
    await load.says(/checking/);
    server.child.kill('SIGINT');
    expect(await server.end).toEqual([0, null]);
    expect(await load.end).toEqual([1, null]);
    expect(await counted(folder)).toEqual({ small: 40 });
  });

  it('reads a Parquet file by a recipe of the folder', async () => {
    const folder = await preparedFolder(1);
    await writeParquet(folder);
    await startServer(folder);
    const loaded = await runAssay(folder, 'load', 'answers.parquet', '--recipe', './demo', '--json');
    expect(loaded).toMatchObject({ code: 0, err: '' });
    expect(documentOf(loaded)).toMatchObject({ files: [{ file: 'answers.parquet', read: 3, loaded: 3 }] });
  });
});

describe.skipIf(!isBuilt)(`the word that a server left${whyNot}`, { timeout: 120_000 }, () => {
  it('leads nowhere when another process has its id and its port', async () => {
    const folder = await preparedFolder(1);
    const server = await startServer(folder);
    const [name = ''] = notesOf(folder);
    const file = join(folder, '.assay', name);
    const note = JSON.parse(readFileSync(file, 'utf8')) as { readonly token: string };
    server.child.kill('SIGKILL');
    await server.end;

    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      request.on('data', (piece: Buffer) => heard.push(piece.toString()));
      heard.push(JSON.stringify(request.headers));
      response.end('{"proof":"00"}');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void stranger.close());
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    writeFileSync(file, JSON.stringify({ ...note, pid: process.pid, url }));

    expect(await counted(folder)).toEqual({ small: 40 });
    expect(heard.join('\n')).toContain('nonce');
    expect(heard.join('\n')).not.toContain(note.token);
  });

  it('is not believed where others could have written it', async () => {
    const folder = await preparedFolder(1);
    await startServer(folder);
    const [name = ''] = notesOf(folder);
    chmodSync(join(folder, '.assay', name), 0o644);
    expect(documentOf(await runAssay(folder, 'metric', 'over_refusal_rate', '--json'))).toMatchObject({
      error: { code: 'DATABASE_IN_USE' },
    });
  });

  it('of another version is answered in a sentence', async () => {
    const folder = await preparedFolder(1);
    await startServer(folder);
    const [name = ''] = notesOf(folder);
    const file = join(folder, '.assay', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"speaks":"[^"]*"/, '"speaks":"0.0"'));
    const asked = await runAssay(folder, 'metric', 'over_refusal_rate');
    expect(asked.code).toBe(1);
    expect(asked.err).toMatch(/^error: A server of another version of Assay has the database open \(http:.*\)\.\n/);
  });
});

describe.skipIf(!isBuilt)(`the door${whyNot}`, { timeout: 120_000 }, () => {
  it('opens to the token alone, and to no page', async () => {
    const folder = await preparedFolder(1);
    const { url } = await startServer(folder);
    const [name = ''] = notesOf(folder);
    const { token } = JSON.parse(readFileSync(join(folder, '.assay', name), 'utf8')) as { readonly token: string };
    const call = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ id: 'a', call: 'about', given: null });
      const all = { 'content-type': 'application/json', ...headers };
      return (await fetch(`${url}/door/call`, { method: 'POST', headers: all, body })).status;
    };
    expect(await call({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await call({})).toBe(403);
    expect(await call({ authorization: `Bearer ${'0'.repeat(64)}` })).toBe(403);
    expect(await call({ authorization: `Bearer ${token.slice(0, -1)}` })).toBe(403);
    expect(await call({ authorization: `Bearer ${token}`, origin: url })).toBe(403);
    expect(await call({ authorization: `Bearer ${token}`, 'content-type': 'text/plain' })).toBe(415);
  });
});

/** Three answers as a Parquet file, and the recipe that reads it. */
async function writeParquet(folder: string): Promise<void> {
  mkdirSync(join(folder, 'demo'));
  const yaml = 'name: demo\ntitle: Demo\nformat: parquet\ncolumns: { id: {}, model: {} }\n';
  writeFileSync(join(folder, 'demo', 'recipe.yaml'), yaml);
  const select = `select _record, id as output_id, 'production' as environment, model as model_version_id, 0 as sample_index,
    '2024-01-15T00:00:00Z' as produced_at, 'ok' as status, 'should_comply' as request_class from source`;
  writeFileSync(join(folder, 'demo', 'fact_output.sql'), select);
  const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool: folder });
  const session = await warehouse.loader?.begin();
  const sql = `copy (select 'p' || range as id, 'm' as model from range(3)) to '${join(folder, 'answers.parquet')}' (format parquet)`;
  const bounds = { timeoutMs: 10_000, maxRows: 10, maxBytes: 10_000, tags: {}, signal: AbortSignal.timeout(10_000) };
  await session?.run({ sql, parameters: [] }, bounds);
  await session?.commit();
  await warehouse.close();
}
