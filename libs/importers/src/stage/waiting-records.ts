import { int } from '../named-parameters.ts';
import type { Verdicts, Waiting } from '../tools/tool.ts';
import type { Transaction } from '../transaction.ts';
import { TextAppender } from './text-rows.ts';

/** Rows that are read back at once, and what is left of the last thing that begins among them. */
const pageRows = 50_000;

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
    await this.#transaction.run(
      `create temp table waiting_in_order as
      with things as (select thing, count(*) as row_count from waiting group by thing),
        pages as (
          select thing, cast(floor((sum(row_count) over (order by thing) - row_count) / :page_rows) as bigint) as page
          from things
        )
      select page, thing, _row, said from waiting join pages using (thing) order by page, thing, _row`,
      { page_rows: int(pageRows) },
    );
    await this.#transaction.run('drop table waiting');
    const last = await this.#transaction.count('select max(page) from waiting_in_order');
    for (let page = 0; page <= last; page += 1) {
      for (const said of await this.#page(page)) this.#waiting.give(said, verdicts);
      await onPage();
    }
    await this.#transaction.run('drop table waiting_in_order');
  }

  async #page(page: number): Promise<Iterable<readonly string[]>> {
    const rows = await this.#transaction.rows(
      'select thing, said from waiting_in_order where page = :page order by thing, _row',
      { page: int(page) },
    );
    const things = new Map<unknown, string[]>();
    for (const { thing, said } of rows) {
      const known = things.get(thing);
      if (known === undefined) things.set(thing, [String(said)]);
      else known.push(String(said));
    }
    return things.values();
  }
}
