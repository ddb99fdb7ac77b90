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

/** A signal that fires on the first SIGINT or SIGTERM. */
export function stopSignal(): StopSignal {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    // 128 + the signal's number is what a shell reports for a process that a signal ended.
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort();
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
