/**
 * Runs work that ends early when the person presses Ctrl-C or the process is asked to terminate: the first signal
 * aborts, a second one ends the process at once. Listeners are gone afterwards.
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = stopSignal();
  try {
    return await work(stop.signal);
  } finally {
    stop.release();
  }
}

export interface StopSignal {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * One Ctrl-C under `npm start` or `npx` comes twice within a few milliseconds: from the terminal, and handed on by npm.
 * No person presses twice as fast as this.
 */
const echoMs = 500;

/** A signal that fires on the first SIGINT or SIGTERM. */
export function stopSignal(): StopSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
      return;
    }
    // 128 + the signal's number is what a shell reports for a process that a signal ended.
    if (performance.now() - firstAt > echoMs) process.exit(name === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
