import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = fileURLToPath(new URL('..', import.meta.url));

/** Stands in for `npm ci`: notes each run, takes a moment, and installs a Node, which is the one running this test. */
const npm = `
import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
appendFileSync('npm-runs', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) {
  console.error('npm error code ' + process.env.NPM_FAILS);
  process.exit(1);
}
appendFileSync('npm-pids', process.pid + '\\n');
await new Promise((done) => setTimeout(done, Number(process.env.NPM_TAKES ?? 200)));
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules/node/bin', { recursive: true });
symlinkSync(process.env.REAL_NODE, 'node_modules/node/bin/node');
`;

let root: string;
let started: ChildProcess[];

beforeEach(() => {
  started = [];
  root = mkdtempSync(join(tmpdir(), 'assay-bootstrap-'));
  cpSync(join(scripts, 'bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'));
  cpSync(join(scripts, 'bootstrap'), join(root, 'scripts/bootstrap'), { recursive: true });
  mkdirSync(join(root, 'npm'));
  writeFileSync(join(root, 'npm/npm-cli.js'), npm);
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": {} }');
  writeFileSync(join(root, 'say.mjs'), `console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]));\n`);
});
afterEach(() => {
  // A test that failed or took too long leaves nothing running: neither what it started nor the npm of that.
  for (const child of started) child.kill('SIGKILL');
  for (const pid of pidsOfNpm()) end(pid);
  chmodSync(root, 0o700);
  rmSync(root, { recursive: true, force: true });
});

interface Running {
  readonly pid: number;
  readonly end: Promise<{ code: number | null; signal: string | null; out: string; err: string }>;
}

function bootstrap(parameters: string[], environment: Record<string, string> = {}): Running {
  const env = {
    ...process.env,
    npm_execpath: join(root, 'npm/npm-cli.js'),
    npm_node_execpath: process.execPath,
    REAL_NODE: process.execPath,
    ...environment,
  };
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', ...parameters], { cwd: root, env });
  started.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const end = new Promise<Awaited<Running['end']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { pid: child.pid ?? 0, end };
}

const runsOfNpm = () => readFileSync(join(root, 'npm-runs'), 'utf8').trim().split('\n');

/** Processes that stood in for npm, also those of a group of their own. */
function pidsOfNpm(): readonly number[] {
  const path = join(root, 'npm-pids');
  if (!existsSync(path)) return [];
  // Whole lines only: of a file just made, with nothing in it yet, Number('') would be 0, which is every process of this group.
  return readFileSync(path, 'utf8').split('\n').slice(0, -1).map(Number);
}

function end(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

const lock = () => join(root, '.install.lock');

function isAlive(pid: number) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean) {
  for (const end = Date.now() + 30_000; !isTrue(); await pause(20)) {
    if (Date.now() > end) throw new Error('It did not happen within 30 s.');
  }
}

describe('bootstrap', { timeout: 30_000 }, () => {
  it('installs once, and then goes on with the script, its arguments and the source condition', async () => {
    const first = await bootstrap(['say.mjs', 'a', '--b']).end;
    expect(first).toMatchObject({
      code: 0,
      out: `${JSON.stringify([['--conditions=@assay/source'], ['a', '--b']])}\n`,
    });
    expect(first.err).toContain('Installing packages');
    const second = await bootstrap(['say.mjs']).end;
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(runsOfNpm()).toEqual(['ci']);
    expect(existsSync(lock())).toBe(false);
  });

  it('installs again when the lockfile changed', async () => {
    await bootstrap(['say.mjs']).end;
    writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "": {} } }');
    await bootstrap(['say.mjs']).end;
    expect(runsOfNpm()).toEqual(['ci', 'ci']);
  });

  it('takes an install by hand for what it is: nothing to do', async () => {
    await bootstrap(['say.mjs']).end;
    const packages = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    await bootstrap(['say.mjs']).end;
    expect(runsOfNpm()).toEqual(['ci']);
  });

  it.each([
    ['another version', { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-b' } }],
    ['a missing package', {}],
    ['one package too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }],
  ])('does not take an install by hand with %s', async (_title, present) => {
    await bootstrap(['say.mjs']).end;
    writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "node_modules/a": { "version": "1.0.0" } } }');
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
    await bootstrap(['say.mjs']).end;
    expect(runsOfNpm()).toEqual(['ci', 'ci']);
  });

  it('lets one of two install, and tells the other to wait', async () => {
    // Long enough for the second to come while the first is at it, on a busy host too.
    const [first, second] = [1, 2].map(() => bootstrap(['say.mjs'], { NPM_TAKES: '3000' }).end);
    const both = await Promise.all([first, second]);
    expect(both.map((end) => end?.code)).toEqual([0, 0]);
    expect(both.map((end) => end?.err).join('')).toContain('Another install is running here');
    expect(runsOfNpm()).toEqual(['ci']);
  });

  it.each([
    ['a process that is gone', '4194304', 0],
    ['a process that took over the number', String(process.pid), 60],
  ])('takes over the lock of %s', async (_title, holder, secondsAgo) => {
    writeFileSync(lock(), holder);
    utimesSync(lock(), Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo);
    expect((await bootstrap(['say.mjs']).end).code).toBe(0);
    expect(existsSync(lock())).toBe(false);
  });

  it.each([
    ['ENOTFOUND', 'The package registry could not be reached.'],
    ['EUSAGE', 'package.json and package-lock.json disagree.'],
    ['ENOSPC', 'The disk is full'],
    ['EINTERNAL', 'npm could not install the packages.'],
  ])('says a sentence when npm ends with %s, and leaves no stamp', async (code, sentence) => {
    const end = await bootstrap(['say.mjs'], { NPM_FAILS: code }).end;
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.err).toContain(sentence);
    expect(end.err).not.toContain(' at ');
    expect(existsSync(lock())).toBe(false);
    await bootstrap(['say.mjs']).end;
    expect(runsOfNpm()).toEqual(['ci', 'ci']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s during the install ends npm too, and frees the lock', async (signal) => {
    const running = bootstrap(['say.mjs'], { NPM_TAKES: '60000' });
    await until(() => pidsOfNpm().length > 0);
    process.kill(running.pid, signal);
    expect(await running.end).toMatchObject({ code: null, signal, out: '' });
    expect(pidsOfNpm().some(isAlive)).toBe(false);
    expect(existsSync(lock())).toBe(false);
  });

  it('hands on the exit code of the script', async () => {
    writeFileSync(join(root, 'fail.mjs'), 'process.exit(7);\n');
    expect(await bootstrap(['fail.mjs']).end).toMatchObject({ code: 7 });
  });
});
