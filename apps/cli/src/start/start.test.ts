import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runAssay } from '../testing/run-assay.ts';
import { writeXstest } from '../testing/xstest-file.ts';
import { apiBundle, importApi, webRoot } from './api-module.ts';
import { parsePort } from './command.ts';

describe('parsePort', () => {
  it('reads a port and leaves the choice to the server without one', () => {
    expect([parsePort(undefined), parsePort('0'), parsePort('4400'), parsePort('65535')]).toEqual([
      null,
      0,
      4400,
      65535,
    ]);
  });

  it.each(['65536', '-1', '80.5', '0x50', '', ' 80', 'http'])('refuses %j', (text) => {
    expect(() => parsePort(text)).toThrow('is not a port.');
  });
});

describe('importApi', () => {
  it('says how to build what is not built', async () => {
    await expect(importApi(new URL('absent/main.js', import.meta.url))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: expect.stringContaining('npm start') as string,
    });
  });
});

/** The command as a process of its own, and its first line; where it ended instead, what it complained of. */
async function startProcess(
  directory: string,
): Promise<{ readonly child: ChildProcessWithoutNullStreams; readonly line: string }> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@assay/source', main, 'start', '--port', '0'], {
    cwd: directory,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'exit').then(() => [Buffer.from(complaint)]);
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  return { child, line: line.toString() };
}

async function teamFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 });
  await runAssay(folder, 'load', file, '--recipe', 'xstest', '--set', 'date=2024-01-15');
  return folder;
}

const isBuilt = existsSync(apiBundle) && existsSync(webRoot);
const why = isBuilt ? '' : ' (skipped: the dashboard is not built)';

describe.skipIf(!isBuilt)(`assay start${why}`, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'serves, owns the database, and ends on %s',
    async (signal) => {
      const folder = await teamFolder();
      const { child, line } = await startProcess(folder);
      const url = /^Assay is ready: (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? line;
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', sample: false });

      const second = await runAssay(folder, 'metric', 'over_refusal_rate', '--json');
      expect(second.code).toBe(1);
      expect(JSON.parse(second.out)).toMatchObject({ error: { code: 'DATABASE_IN_USE' } });

      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
      expect((await runAssay(folder, 'metric', 'over_refusal_rate')).code).toBe(0);
    },
    30_000,
  );
});
