import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from './database.ts';
import { inDatabase } from './database.ts';
import { lawTimeout, search } from './law-search.ts';
import type { LabelRow } from './labelling-rows.ts';
import { rowsSource } from './labelling-rows.ts';
import { anyRow, keyed } from './any-row.ts';

const now = new Date('2024-06-01T12:00:00Z');

/** One key for all databases, so that their fingerprints can be compared. */
const key = { bytes: Buffer.alloc(32, 7) };
const load = (database: TestDatabase, rows: readonly LabelRow[]) => database.load(rowsSource(rows), { now, key });

describe('laws of derived columns', () => {
  const rows = fc.uniqueArray(anyRow, { minLength: 2, maxLength: 24, selector: keyed });

  it(
    'rows in pieces, in any order and again, end in the same tables as the whole',
    async () => {
      const pieces = rows.chain((given) =>
        fc.record({
          given: fc.constant(given),
          order: fc.shuffledSubarray(given, { minLength: given.length }),
          cut: fc.integer({ min: 1, max: given.length - 1 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(pieces, async ({ given, order, cut }) => {
          const whole = await inDatabase(async (database) => {
            await load(database, given);
            const before = await database.contents();
            const again = await load(database, given);
            expect(again).toMatchObject({ read: given.length, loaded: 0, unchanged: given.length });
            expect(await database.contents()).toBe(before);
            expect(await database.historyCount()).toBe(0);
            return before;
          });
          const inPieces = await inDatabase(async (database) => {
            for (const piece of [order.slice(0, cut), order.slice(cut), order.slice(0, cut)])
              await load(database, piece);
            return await database.contents();
          });
          expect(inPieces).toBe(whole);
        }),
        search(3),
      );
    },
    lawTimeout,
  );

  it(
    'however answers and reviews come, one of a thread is latest, and it is the newest',
    async () => {
      await inDatabase((database) =>
        fc.assert(
          fc.asyncProperty(rows, async (given) => {
            await load(database, given);
            const threads = await database.rows(`select count(case when is_latest then 1 end) as latest,
                max(revision) as newest, max(case when is_latest then revision end) as shown
              from fact_annotation group by work_item_id, annotator_id, question_code`);
            for (const { latest, newest, shown } of threads) expect([latest, shown]).toEqual([1, newest]);
            const kinds = await database.rows(`select count(case when is_latest then 1 end) as latest,
                max(decided_at) as newest, max(case when is_latest then decided_at end) as shown
              from fact_review where annotation_id is null group by work_item_id, review_kind`);
            for (const { latest, newest, shown } of kinds) expect([latest, shown]).toEqual([1, newest]);
          }),
          search(8),
        ),
      );
    },
    lawTimeout,
  );

  const june = (n: number) => new Date(Date.UTC(2024, 5, n));

  it(
    'taking back the last load restores what was there, history included',
    async () => {
      const loads = fc.array(rows, { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(loads, (given) =>
          inDatabase(async (database) => {
            const before: string[] = [];
            const ids: string[] = [];
            for (const [index, piece] of given.entries()) {
              before.push(await database.everything());
              ids.push(String((await database.load(rowsSource(piece), { now: june(index + 1), key })).load));
            }
            for (const [index, id] of ids.toReversed().entries()) {
              await database.unload(id, june(index + 10));
              expect(await database.everything()).toBe(before.at(-1 - index));
            }
          }),
        ),
        search(3),
      );
    },
    lawTimeout,
  );

  it(
    'taking back an earlier load leaves what the later one would have brought alone',
    async () => {
      // What the later load only finds again is of the earlier one, and goes with it.
      const pair = fc.tuple(rows, rows).map(([first, second]) => {
        const known = new Set(first.map((row) => JSON.stringify(row)));
        return [first, second.filter((row) => !known.has(JSON.stringify(row)))] as const;
      });
      await fc.assert(
        fc.asyncProperty(
          pair.filter(([, second]) => second.length > 0),
          async ([first, second]) => {
            const alone = await inDatabase(async (database) => {
              await load(database, second);
              return await database.contents();
            });
            const left = await inDatabase(async (database) => {
              const { load: id } = await database.load(rowsSource(first), { now: june(1), key });
              await database.load(rowsSource(second), { now: june(2), key });
              await database.unload(String(id), june(3));
              return await database.contents();
            });
            expect(left).toBe(alone);
          },
        ),
        search(3),
      );
    },
    lawTimeout,
  );
});
