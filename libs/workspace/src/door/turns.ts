import { AssayError } from '@assay/contract';

/** One work at a time, in the order they came; who waits may leave. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #count = 0;

  /** Whether one who comes now has to wait. */
  get isTaken(): boolean {
    return this.#count > 0;
  }

  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const mine = Promise.withResolvers<void>();
    // Who leaves early does not let the next one in before those ahead are done.
    this.#last = before.then(() => mine.promise);
    this.#count += 1;
    try {
      await orLeave(before, signal);
      return await work();
    } finally {
      this.#count -= 1;
      mine.resolve();
    }
  }

  /** Resolves when nobody is at work or waits. */
  async settled(): Promise<void> {
    while (this.isTaken) await this.#last;
  }
}

async function orLeave(before: Promise<void>, signal: AbortSignal): Promise<void> {
  const left = Promise.withResolvers<never>();
  const leave = () => left.reject(new AssayError('WAREHOUSE_CANCELLED', 'The question was withdrawn.'));
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([before, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
