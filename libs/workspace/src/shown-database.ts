import type { AnswerParts } from './answer.ts';
import type { RollUps } from './results/roll-ups.ts';
import type { OpenDatabase } from './open-database.ts';

/** The database that questions are answered from, until another takes its place. */
export class ShownDatabase {
  readonly database: OpenDatabase;
  readonly #parts: AnswerParts;
  readonly #rollUps: RollUps | null;
  #users = 0;
  #onIdle: (() => void) | null = null;

  constructor(database: OpenDatabase, parts: AnswerParts, rollUps: RollUps | null) {
    this.database = database;
    this.#parts = parts;
    this.#rollUps = rollUps;
  }

  async use<T>(work: (parts: AnswerParts) => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      return await work(this.#parts);
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#onIdle?.();
    }
  }

  /** Lets go of sums of the data, as where some of it was erased. */
  forget(): void {
    this.#rollUps?.forget();
  }

  async close(): Promise<void> {
    await this.#rollUps?.close();
    await this.database.close();
  }

  /** Closes it when its last question is answered. To be called when nobody asks it any more. */
  async retire(): Promise<void> {
    if (this.#users > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    await this.close();
  }
}
