import { abortFault, assertRunning, cancelled } from './deadline.ts';

interface Shared<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
}

/** Equal work asked for at the same time is done once. It is cancelled only when the last who waits for it has left. */
export class InFlight<T> {
  readonly #shared = new Map<string, Shared<T>>();

  get size(): number {
    return this.#shared.size;
  }

  /** `start` gets the signal of the shared work; `signal` ends only this caller's waiting. */
  async join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    assertRunning(signal);
    const shared = this.#shared.get(key) ?? this.#begin(key, start);
    shared.waiters += 1;
    try {
      return await untilAborted(shared.promise, signal);
    } finally {
      shared.waiters -= 1;
      if (shared.waiters === 0) this.#abandon(key, shared, signal);
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const shared: Shared<T> = { promise: start(controller.signal), controller, waiters: 0 };
    this.#shared.set(key, shared);
    const forget = () => this.#forget(key, shared);
    shared.promise.then(forget, forget);
    return shared;
  }

  /** Nobody waits any more: harmless when the work is done. A newcomer starts afresh rather than join what is stopping. */
  #abandon(key: string, shared: Shared<T>, signal: AbortSignal): void {
    this.#forget(key, shared);
    shared.controller.abort(signal.aborted ? abortFault(signal) : cancelled());
  }

  #forget(key: string, shared: Shared<T>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(abortFault(signal));
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
