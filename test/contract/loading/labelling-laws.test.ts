import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import type { LabelRow } from './labelling-rows.ts';
import { answer, item, minute, review, rowsSource, task } from './labelling-rows.ts';

const now = new Date('2024-06-01T12:00:00Z');
/** Few runs, because each opens databases; `ASSAY_LAW_RUNS` multiplies them for a longer search. */
const factor = Number(process.env['ASSAY_LAW_RUNS'] ?? 1);
const timeout = 120_000 * factor;

const items = fc.constantFrom('w1', 'w2', 'w3');
const when = fc.integer({ min: 0, max: 9 }).map(minute);
const one = (
  make: (cells: LabelRow['cells']) => LabelRow,
  cells: Record<string, fc.Arbitrary<string | number | boolean | null>>,
) => fc.record(cells).map(make);

const anyRow: fc.Arbitrary<LabelRow> = fc.oneof(
  {
    weight: 1,
    arbitrary: one(task, { task_version_id: fc.constantFrom('t1', 't2'), task_id: fc.constantFrom('task', 'other') }),
  },
  {
    weight: 2,
    arbitrary: one(item, {
      work_item_id: items,
      task_version_id: fc.constantFrom('t1', 't2'),
      item_hash: fc.constantFrom('x', 'y', null),
      created_at: when,
      status: fc.constantFrom('submitted', 'rework', 'accepted'),
      rework_count: fc.constantFrom(null, 0, 7),
    }),
  },
  {
    weight: 4,
    arbitrary: one(answer, {
      annotation_id: fc.integer({ min: 0, max: 99 }).map((n) => `a${n}`),
      work_item_id: items,
      annotator_id: fc.constantFrom('ann', 'bob'),
      revision: fc.constantFrom(1, 2, 3, null),
      stage: fc.constantFrom('initial', 'rework', 'adjudication'),
      status: fc.constantFrom('submitted', 'submitted', 'cancelled'),
      value_code: fc.constantFrom('yes', 'no'),
      submitted_at: when,
      is_gold: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: one(review, {
      review_id: fc.integer({ min: 0, max: 99 }).map((n) => `r${n}`),
      work_item_id: items,
      annotation_id: fc.option(fc.integer({ min: 0, max: 9 }).map((n) => `a${n}`)),
      review_kind: fc.constantFrom('acceptance', 'audit'),
      decision: fc.constantFrom('pass', 'fail'),
      decided_at: when,
    }),
  },
);

const keyed = (row: LabelRow) => {
  const id = { dim_task: 'task_version_id', fact_work_item: 'work_item_id', fact_annotation: 'annotation_id' };
  const name = (id as Record<string, string>)[row.table] ?? 'review_id';
  return `${row.table} ${String(row.cells[name])}`;
};

async function inDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await TestDatabase.open();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

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
        { numRuns: 8 * factor },
      );
    },
    timeout,
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
          { numRuns: 8 * factor },
        ),
      );
    },
    timeout,
  );
});
