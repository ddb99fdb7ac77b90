import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bootstrap = fileURLToPath(new URL('.', import.meta.url));

/** A server as `assay start` is one: notes its process, ends in its own time when asked to. */
const server = `
import { writeFileSync } from 'node:fs';
process.on('SIGTERM', () => setTimeout(() => process.exit(0), 100));
process.on('SIGINT', () => setTimeout(() => process.exit(130), 100));
setInterval(() => {}, 1000);
writeFileSync('server-pid', String(process.pid));
`;

/** What a host without process.execve (Node 20, Windows) does: a child, its signals and its end handed on. */
const door = `
import { runOnPinnedNode } from './bootstrap/pinned-node.mjs';
if (process.argv[2] === 'spawn') process.execve = undefined;
await runOnPinnedNode(process.cwd(), process.argv[3], []);
`;

let root: string;
let started: ChildProcess[];

beforeEach(() => {
  started = [];
  root = mkdtempSync(join(tmpdir(), 'assay-pinned-'));
  cpSync(bootstrap, join(root, 'bootstrap'), { recursive: true });
  mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'server.mjs'), server);
  writeFileSync(join(root, 'door.mjs'), door);
});
afterEach(() => {
  // A test that failed or took too long leaves nothing running: neither the door nor the server behind it.
  for (const child of started) child.kill('SIGKILL');
  const server = notedPid();
  if (server !== null) end(server);
  rmSync(root, { recursive: true, force: true });
});

function run(way: string, script: string) {
  const child = spawn(process.execPath, ['door.mjs', way, join(root, script)], { cwd: root });
  started.push(child);
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const end = new Promise<{ code: number | null; signal: string | null; err: string }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, err }));
  });
  return { pid: child.pid ?? 0, end };
}

function notedPid(): number | null {
  const path = join(root, 'server-pid');
  const noted = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return noted === '' ? null : Number(noted);
}

async function serverPid(): Promise<number> {
  for (const until = Date.now() + 25_000; Date.now() < until; await pause(20)) {
    const pid = notedPid();
    if (pid !== null) return pid;
  }
  throw new Error('The server did not start within 25 s.');
}

function end(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

const ends = [
  ['SIGTERM', { code: 0 }],
  ['SIGINT', { code: 130 }],
] as const;

describe('a script on the pinned Node', { timeout: 30_000 }, () => {
  it.each(ends)('is the same process where the system can replace one, and ends well on %s', async (signal, end) => {
    const running = run('replace', 'server.mjs');
    expect(await serverPid()).toBe(running.pid);
    process.kill(running.pid, signal);
    expect(await running.end).toMatchObject(end);
  });

  it.each(ends)('is else a child, and %s leaves neither of the two', async (signal, end) => {
    const running = run('spawn', 'server.mjs');
    const server = await serverPid();
    expect(server).not.toBe(running.pid);
    process.kill(running.pid, signal);
    expect(await running.end).toMatchObject(end);
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
  });

  it('ends by the signal that ended the child', async () => {
    writeFileSync(join(root, 'die.mjs'), `process.kill(process.pid, 'SIGKILL');\n`);
    expect(await run('spawn', 'die.mjs').end).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('says what to do when nothing is installed', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const { err } = await run('spawn', 'server.mjs').end;
    expect(err).toContain('Run "npm ci" there, or "npm start"');
  });
});
