import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { apiBundle, webRoot } from '../start/api-module.ts';

/** Real servers can only be started where they are built. */
export const isBuilt = existsSync(apiBundle) && existsSync(webRoot);
export const whyNot = isBuilt ? '' : ' (skipped: the dashboard is not built)';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-beside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface RunningProcess {
  readonly child: ChildProcessWithoutNullStreams;
  out(): string;
  err(): string;
  /** Exit code and signal, when all that it said is here. */
  readonly end: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
  /** Resolves when it has said something; rejects when it ended without. */
  says(what: RegExp): Promise<RegExpExecArray>;
}

function startNode(directory: string, parameters: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, ['--conditions=@assay/source', ...parameters], { cwd: directory });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const end = once(child, 'close').then(([code, signal]) => [code, signal] as Awaited<RunningProcess['end']>);
  const says: RunningProcess['says'] = async (what) => {
    let isOver = false;
    void end.then(() => (isOver = true));
    for (;;) {
      const found = what.exec(said.out) ?? what.exec(said.err);
      if (found) return found;
      if (isOver) throw new Error(`It ended without saying ${String(what)}:\n${said.out}${said.err}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, out: () => said.out, err: () => said.err, end, says };
}

/** `assay start` on a free port, when it serves or has ended. */
export async function startServer(directory: string, ...parameters: readonly string[]) {
  const server = startNode(directory, [source('../main.ts'), 'start', '--port', '0', ...parameters]);
  const found = await server.says(/^Assay is ready: (http:\/\/127\.0\.0\.1:\d+)/).catch(() => null);
  return { ...server, url: found?.[1] ?? '' };
}

/** Any command as a process of its own; its standard error is taken for a terminal, so that it shows its progress. */
export function startCommand(directory: string, ...argv: readonly string[]): RunningProcess {
  return startNode(directory, ['--input-type=module', '--eval', scriptOf(argv)]);
}

/**
 * A command with all its code in memory, that runs when it is told to: what it meets then does not hang on how long a
 * busy machine takes to start a process.
 */
export async function holdCommand(
  directory: string,
  ...argv: readonly string[]
): Promise<RunningProcess & { readonly go: () => void }> {
  const wait = `
    await import(${JSON.stringify(new URL('../load/load.ts', import.meta.url).href)});
    process.stdout.write('Held.\\n');
    for await (const _ of process.stdin) break;
  `;
  const held = startNode(directory, ['--input-type=module', '--eval', scriptOf(argv, wait)]);
  await held.says(/^Held\.\n/);
  return { ...held, go: () => void held.child.stdin.end('go') };
}

function scriptOf(argv: readonly string[], before = ''): string {
  return `
    import { run } from ${JSON.stringify(new URL('../run.ts', import.meta.url).href)};
    import { terminalOf } from ${JSON.stringify(new URL('../shell/terminal.ts', import.meta.url).href)};
    ${before}
    const stderr = { isTTY: true, write: (text) => process.stderr.write(text) };
    const terminal = terminalOf({ directory: process.cwd(), env: {}, stdout: process.stdout, stderr });
    process.exitCode = await run(${JSON.stringify(argv)}, terminal);
  `;
}
