import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { family, hostNode, survivors } from './server/processes.mjs';
import { addressOf, newFolder, run, runAssay, startAssay } from './server/start-assay.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stack = /^\s+at .+:\d+:\d+/m;

let folder: ReturnType<typeof newFolder>;
const started: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  folder = newFolder(inject('sampleFolder'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.stop()));
  folder.remove();
});

async function start(options: Partial<Parameters<typeof startAssay>[0]> = {}) {
  const running = await startAssay({ folder: folder.path, ...options });
  started.push(running);
  return running;
}

describe('assay start', () => {
  it('makes the built-in sample in an empty folder', async () => {
    rmSync(join(folder.path, '.assay'), { recursive: true });
    const { url, said } = await start();
    // The address comes on stdout, what it shows on stderr: either may be here first.
    await expect.poll(() => said.err).toContain('built-in sample');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ sample: true });
  });

  it('serves the dashboard at every address of a page, its health, and nothing where there is nothing', async () => {
    const { url } = await start();
    for (const path of ['/', '/scorecard', '/failure-modes?period=13w']) {
      const answer = await fetch(url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('<title>');
    }
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', engine: 'duckdb', sample: true });
    expect((await fetch(`${url}/assets/absent.js`)).status).toBe(404);
  });

  it('takes the next port when the one it should have is busy, and says so', async () => {
    const other = createServer();
    const port = await listening(other);
    try {
      const { url, said } = await start({ parameters: ['--port', String(port)] });
      expect(Number(new URL(url).port)).toBeGreaterThan(port);
      await expect.poll(() => said.err).toContain(`Port ${port} is in use`);
      expect((await fetch(`${url}/health`)).status).toBe(200);
    } finally {
      other.close();
    }
  });

  it('tells the second owner of a database who has it, in a sentence', async () => {
    await start();
    const second = await runAssay(['start', '--port', '0'], { folder: folder.path }).end;
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/already open|in use|another/i);
    expect(second.err).not.toMatch(stack);
  });

  it('names file, line and column of a mistake in assay.yaml', async () => {
    writeFileSync(join(folder.path, 'assay.yaml'), 'port: 4400\nprot: 4401\n');
    const end = await runAssay(['start', '--port', '0'], { folder: folder.path }).end;
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toMatch(/assay\.yaml:2:1\b/);
    expect(end.err).not.toMatch(stack);
  });
});

const host = hostNode();
const nodes = [
  { from: 'the pinned Node', node: process.execPath },
  { from: host === null ? 'the Node of the host: there is none' : 'the Node of the host', node: host },
];

describe.each(nodes)('the end of assay start, from $from', ({ node: nodeOrNone }) => {
  const node = nodeOrNone ?? '';
  beforeEach((context) => context.skip(nodeOrNone === null));

  it.each(['SIGTERM', 'SIGINT'] as const)('%s ends it well and leaves no process', async (signal) => {
    const { pid, end } = await start({ node });
    const members = family(pid);
    process.kill(pid, signal);
    expect(await end).toMatchObject({ code: 0, signal: null });
    expect(await survivors(members)).toEqual([]);
  });

  it('ends at once when asked twice, and the next start finds all in order', async () => {
    const { pid, end } = await start({ node });
    const members = family(pid);
    for (const wait of [20, 0]) {
      for (const member of members) tryToInterrupt(member);
      await pause(wait);
    }
    await end;
    expect(await survivors(members)).toEqual([]);
    const { url } = await start({ node });
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('ends while it is starting, too', async () => {
    const running = runAssay(['start', '--port', '0'], { folder: folder.path, node });
    await pause(150);
    const members = family(running.pid);
    process.kill(running.pid, 'SIGTERM');
    await running.end;
    expect(await survivors(members)).toEqual([]);
  });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves the dashboard, and %s leaves no process', async (signal) => {
    const database = join(folder.path, '.assay', 'sample.duckdb');
    const npm = run(['npm', 'start', '--', '--port', '0', '--db', database], { cwd: root, env: process.env });
    started.push(npm);
    const url = await addressOf(npm);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const members = family(npm.pid);
    process.kill(npm.pid, signal);
    await npm.end;
    expect(await survivors(members)).toEqual([]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

function tryToInterrupt(pid: number) {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended already: as good.
  }
}

function listening(server: Server) {
  return new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
