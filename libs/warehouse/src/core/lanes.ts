import { abortFault, assertRunning } from './deadline.ts';

/** Gives the place back; calling it twice gives back one place. */
export type Release = () => void;

interface Waiting {
  readonly start: () => void;
}

/** At most `limit` at a time; the others wait in the order they came, and leave the line when their signal fires. */
export class Lanes {
  readonly #limit: number;
  readonly #line = new Set<Waiting>();
  #busy = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get busy(): number {
    return this.#busy;
  }

  get waiting(): number {
    return this.#line.size;
  }

  /** Resolves when a place is free; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Release> {
    assertRunning(signal);
    if (this.#busy < this.#limit) this.#busy += 1;
    else await this.#wait(signal);
    return this.#release();
  }

  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const release = await this.enter(signal);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** The place is handed over by the one who leaves, so that no newcomer can take it in between. */
  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line.delete(waiting);
        reject(abortFault(signal));
      };
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      this.#line.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #release(): Release {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const [next] = this.#line;
      if (next === undefined) {
        this.#busy -= 1;
        return;
      }
      this.#line.delete(next);
      next.start();
    };
  }
}
