import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Work that takes its time to end once it is asked to, as closing a server and a database does. */
const slow = `
import { interruptible } from ${JSON.stringify(new URL('interrupt.ts', import.meta.url).href)};
const alive = setInterval(() => {}, 1000);
await interruptible(async (signal) => {
  console.log('at work');
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  console.log('asked');
  await new Promise((resolve) => setTimeout(resolve, Number(process.argv[1])));
});
clearInterval(alive);
console.log('ended well');
`;

interface Working {
  readonly child: ChildProcessWithoutNullStreams;
  readonly said: () => string;
}

async function working(endsAfterMs: number): Promise<Working> {
  const parameters = ['--input-type=module', '--eval', slow, String(endsAfterMs)];
  const child = spawn(process.execPath, parameters, { cwd: fileURLToPath(new URL('.', import.meta.url)) });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, 'data');
  return { child, said: () => said };
}

describe('interruptible', () => {
  it('takes the echo of npm for the same Ctrl-C', async () => {
    const { child, said } = await working(300);
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said()).toContain('ended well');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at once when %s is sent again later', async (signal, code) => {
    const { child, said } = await working(20_000);
    child.kill(signal);
    await pause(900);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(said()).not.toContain('ended well');
  });
});
