import type { DuckdbDatabase } from './open.ts';
import type { DuckdbSession } from './session.ts';

/** Idle sessions kept for the next query. How many there are is limited by who asks for them. */
export class SessionPool {
  readonly #database: Pick<DuckdbDatabase, 'connect'>;
  readonly #all = new Set<DuckdbSession>();
  readonly #idle: DuckdbSession[] = [];

  constructor(database: Pick<DuckdbDatabase, 'connect'>) {
    this.#database = database;
  }

  async take(): Promise<DuckdbSession> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const session = await this.#database.connect();
    this.#all.add(session);
    return session;
  }

  /** A closed session is forgotten. */
  give(session: DuckdbSession): void {
    if (session.isClosed) this.#all.delete(session);
    else this.#idle.push(session);
  }

  /** Waits for what is in flight, which the caller has stopped. */
  async close(): Promise<void> {
    for (const session of this.#all) {
      session.close();
      await session.settled();
    }
    this.#all.clear();
    this.#idle.length = 0;
  }
}
