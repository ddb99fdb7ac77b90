import { int } from '../named-parameters.ts';
import type { Verdicts, Waiting } from '../tools/tool.ts';
import type { Transaction } from '../transaction.ts';
import { TextAppender } from './text-rows.ts';

/** Things of which what was said is read back at once. */
const pageThings = 1_000;

const target = { table: 'waiting', columns: ['_row', '_record', 'thing', 'said'] };

/** Keeps what records said in the engine, which has room on the disk, and reads it back thing by thing. */
export class WaitingRecords {
  readonly #transaction: Transaction;
  readonly #waiting: Waiting;
  readonly #appender: TextAppender;
  #exists = false;

  constructor(transaction: Transaction, waiting: Waiting) {
    this.#transaction = transaction;
    this.#waiting = waiting;
    this.#appender = new TextAppender(transaction);
  }

  /** Lays down what waits, where it is `least` records or more. */
  async flush(least: number): Promise<void> {
    if (this.#waiting.rows.count < least) return;
    if (!this.#exists) {
      await this.#transaction.run(
        'create temp table waiting (_row bigint, _record bigint, thing varchar, said varchar)',
      );
      this.#exists = true;
    }
    await this.#appender.append(target, this.#waiting.rows.take());
  }

  /** Has rows made of every thing; `onPage` hears after some of them. */
  async give(verdicts: Verdicts, onPage: () => Promise<void>): Promise<void> {
    await this.flush(1);
    await this.#appender.settle();
    if (!this.#exists) return;
    await this.#transaction.run(`create temp table waiting_in_order as
      select dense_rank() over (order by thing) as place, _row, said from waiting order by place, _row`);
    await this.#transaction.run('drop table waiting');
    const things = await this.#transaction.count('select max(place) from waiting_in_order');
    for (let first = 1; first <= things; first += pageThings) {
      for (const said of await this.#page(first)) this.#waiting.give(said, verdicts);
      await onPage();
    }
    await this.#transaction.run('drop table waiting_in_order');
  }

  async #page(first: number): Promise<Iterable<readonly string[]>> {
    const rows = await this.#transaction.rows(
      'select place, said from waiting_in_order where place between :first and :last order by place, _row',
      { first: int(first), last: int(first + pageThings - 1) },
    );
    const things = new Map<unknown, string[]>();
    for (const { place, said } of rows) {
      const known = things.get(place);
      if (known === undefined) things.set(place, [String(said)]);
      else known.push(String(said));
    }
    return things.values();
  }
}
