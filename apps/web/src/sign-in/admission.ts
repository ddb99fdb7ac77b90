/** Whether the server has turned this browser away because it does not know who looks. */
export class Admission {
  #isRefused = false;
  readonly #listeners = new Set<() => void>();

  readonly isRefused = (): boolean => this.#isRefused;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** `fetch` that takes note of being turned away, as when a session has ended. */
  watch(fetcher: typeof fetch): typeof fetch {
    return async (input, init) => {
      const response = await fetcher(input, init);
      if (response.status === 401 && !this.#isRefused) {
        this.#isRefused = true;
        for (const listener of this.#listeners) listener();
      }
      return response;
    };
  }
}
