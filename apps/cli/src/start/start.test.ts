import { describe, expect, it } from 'vitest';
import { runAssay } from '../testing/run-assay.ts';
import { emptyFolder, isBuilt, startServer, whyNot } from '../testing/server.ts';
import { writeXstest } from '../testing/xstest-file.ts';
import { importApi } from './api-module.ts';
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

async function teamFolder(): Promise<string> {
  const folder = emptyFolder();
  const file = writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 });
  await runAssay(folder, 'load', file, '--recipe', 'xstest', '--set', 'date=2024-01-15');
  return folder;
}

describe.skipIf(!isBuilt)(`assay start${whyNot}`, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'serves, owns the database, and ends on %s',
    async (signal) => {
      const folder = await teamFolder();
      const { child, url, end } = await startServer(folder);
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', sample: false });

      child.kill(signal);
      expect(await end).toEqual([0, null]);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
      expect((await runAssay(folder, 'metric', 'over_refusal_rate')).code).toBe(0);
    },
    30_000,
  );
});
