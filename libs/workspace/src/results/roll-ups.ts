import type { Keeper, Statement } from '@assay/contract';
import type { RollUp } from '@assay/metrics';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bounds of what is kept: a table of more rows spares nothing, and all of them share the memory of the engine. */
export interface RollUpBounds {
  /** Statements that take less than this need no help. */
  readonly leastMs: number;
  /** Nothing is kept until nobody has asked anything for so long: whoever looks at a page comes first. */
  readonly quietMs: number;
  readonly rowsOfTable: number;
  readonly rowsOfAll: number;
  readonly timeoutMs: number;
}
const usualBounds: RollUpBounds = {
  leastMs: 40,
  quietMs: 1500,
  rowsOfTable: 500_000,
  rowsOfAll: 2_000_000,
  timeoutMs: 120_000,
};

/** A server that is never quiet for so long needs sums most: after so many times as much it keeps them all the same. */
const patience = 2;

/** Number of rows of a table that is kept; null for one that cannot be. */
type Kept = number | null;

/**
 * Sums that pages read instead of rows, for one state of the data. They are kept in the background, one table after the
 * other, after a page has asked the rows for them; those used least lately give way.
 */
export class RollUps {
  readonly #keeper: Keeper;
  readonly #bounds: RollUpBounds;
  readonly #tables = new Map<string, Kept>();
  readonly #wanted = new Set<string>();
  readonly #closing = new AbortController();
  #mark: string | null = null;
  #asking = 0;
  #lastAsked = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(keeper: Keeper, bounds = usualBounds) {
    this.#keeper = keeper;
    this.#bounds = bounds;
  }

  /** The statement that reads what is kept of this state of the data; null where some of it is not. */
  find(mark: string, rollUp: () => RollUp | null): Statement | null {
    if (this.#mark !== mark || this.#tables.size === 0) return null;
    const { tables, statement } = rollUp() ?? { tables: [], statement: null };
    if (tables.some(({ name }) => typeof this.#tables.get(name) !== 'number')) return null;
    for (const { name } of tables) this.#use(name);
    return statement;
  }

  /**
   * Keeps it for whoever asks next, where the rows took long to read. Data that changed since has other sums: nothing of
   * before is kept on.
   */
  want(mark: string, rollUp: () => RollUp | null, elapsedMs: number): void {
    const tables = elapsedMs < this.#bounds.leastMs ? [] : (rollUp()?.tables ?? []);
    if (tables.length === 0) return;
    if (this.#mark !== mark) this.forget();
    this.#mark = mark;
    // For all that is wanted together, not for each table anew.
    const latest = performance.now() + patience * this.#bounds.quietMs;
    for (const table of tables) {
      if (this.#tables.has(table.name) || this.#wanted.has(table.name)) continue;
      this.#wanted.add(table.name);
      this.#then(() => this.#keep(mark, table, latest));
    }
  }

  /** Does what somebody waits for. */
  async ahead<T>(work: () => Promise<T>): Promise<T> {
    this.#asking += 1;
    try {
      return await work();
    } finally {
      this.#asking -= 1;
      this.#lastAsked = performance.now();
    }
  }

  async #quiet(latest: number): Promise<void> {
    const { quietMs } = this.#bounds;
    const isQuiet = () => this.#asking === 0 && performance.now() - this.#lastAsked >= quietMs;
    while (!isQuiet() && (quietMs === 0 || performance.now() < latest))
      await sleep(Math.max(quietMs / 3, 1), undefined, { signal: this.#closing.signal, ref: false });
  }

  /** Lets go of everything, as where rows were erased. */
  forget(): void {
    const names = [...this.#tables.keys()];
    this.#mark = null;
    this.#tables.clear();
    this.#then(async () => {
      for (const name of names) await this.#keeper.drop(name);
    });
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    for (let work = this.#work; ; work = this.#work) {
      await work;
      if (work === this.#work) return;
    }
  }

  /** Stops what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.settled();
  }

  /** What cannot be kept is asked of the rows, as before; a fault is that of whoever asks them. */
  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(() => (this.#closing.signal.aborted ? undefined : work())).catch(() => undefined);
  }

  async #keep(mark: string, { name, statement }: RollUp['tables'][number], latest: number): Promise<void> {
    try {
      await this.#quiet(latest);
      if (mark !== this.#mark) return;
      const rows = await this.#keeper.keep(name, statement(), {
        signal: this.#closing.signal,
        timeoutMs: this.#bounds.timeoutMs,
        maxRows: this.#bounds.rowsOfTable,
        maxBytes: Number.MAX_SAFE_INTEGER,
        tags: { app: 'assay', page: 'none', metrics: '' },
      });
      if (mark === this.#mark) this.#tables.set(name, rows);
      else await this.#keeper.drop(name);
    } catch {
      if (mark === this.#mark) this.#tables.set(name, null);
    } finally {
      this.#wanted.delete(name);
    }
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    let rows = [...this.#tables.values()].reduce<number>((sum, each) => sum + (each ?? 0), 0);
    for (const [name, own] of this.#tables) {
      if (rows <= this.#bounds.rowsOfAll) return;
      this.#tables.delete(name);
      rows -= own ?? 0;
      await this.#keeper.drop(name);
    }
  }

  #use(name: string): void {
    const rows = this.#tables.get(name) ?? null;
    this.#tables.delete(name);
    this.#tables.set(name, rows);
  }
}
