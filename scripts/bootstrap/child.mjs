import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';
const signals = isWindows ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end, handing on the signals this process gets, so that ending this process ends the child.
 * A signal is remembered: the caller may have to stop too, even when the child ended by itself just then.
 *
 * @param {string[]} command program and arguments
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} options `detached` gives the child a process
 *   group of its own, and signals then reach its children too; `limitMs` ends it when it takes longer
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null, asked: NodeJS.Signals | null, late: boolean, output: string }>}
 *   `asked` is the first signal this process got meanwhile, `late` whether the limit ended it, `output` what it wrote into pipes.
 */
export function runChild([program, ...parameters], options) {
  return new Promise((resolve, reject) => {
    const seen = { asked: null, late: false, output: '' };
    const forward = (signal) => {
      seen.asked ??= signal;
      if (!hasGotItAlready(signal, options)) send(child, signal, options.detached);
    };
    const done = () => {
      clearTimeout(limit);
      for (const signal of signals) process.off(signal, forward);
    };
    // Before the child starts: a signal in between would end this process and leave the child running.
    for (const signal of signals) process.on(signal, forward);
    const child = spawn(program, parameters, options);
    const limit = options.limitMs ? setTimeout(onLimit, options.limitMs) : undefined;
    function onLimit() {
      seen.late = true;
      send(child, 'SIGKILL', options.detached);
    }
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (seen.output += chunk));
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve({ code, signal, ...seen });
    });
  });
}

/** Ctrl-C in a terminal reaches every process of the group: a child that shares it would be asked twice. */
function hasGotItAlready(signal, { detached, stdio }) {
  return signal === 'SIGINT' && stdio === 'inherit' && !detached && process.stdin.isTTY === true;
}

function send(child, signal, isGroup) {
  if (!isGroup || isWindows) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Ends this process as the child ended: the same code, or the same signal, so that a shell sees the truth. */
export function endLike({ code, signal }) {
  if (signal === null) {
    process.exitCode = code ?? 1;
    return;
  }
  process.kill(process.pid, signal);
}
