import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import { annotation, at, choice, result, review, task } from './label-studio-tasks.ts';
import { lawTimeout, search } from './law-search.ts';
import { toolSource } from './tool-source.ts';

const now = new Date('2024-06-01T12:00:00Z');
const key = { bytes: Buffer.alloc(32, 7) };

const minute = fc.integer({ min: 1, max: 40 });
const answer = fc.oneof(
  fc.constantFrom('good', 'bad', 'a|b').map((code) => choice('mood', code)),
  fc.subarray(['red', 'blue', 'green'], { minLength: 1 }).map((codes) => choice('colours', ...codes)),
  fc.integer({ min: 1, max: 5 }).map((rating) => result('stars', 'rating', { rating })),
  fc.string().map((text) => result('why', 'textarea', { text: [text] })),
  fc.constantFrom('Car', 'Bus').map((label) => result('boxes', 'rectanglelabels', { x: 1, rectanglelabels: [label] })),
);
const anyReview = fc.record({ minute, accepted: fc.boolean(), who: fc.integer({ min: 1, max: 3 }) });
const anyAnnotation = fc.record({
  answers: fc.array(answer, { maxLength: 4 }),
  who: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('a@example.test', 'b@example.test')),
  isSkipped: fc.boolean(),
  isGold: fc.boolean(),
  created: minute,
  changed: fc.integer({ min: 0, max: 9 }),
  reviews: fc.array(anyReview, { maxLength: 2 }),
});
const anyTask = fc.record({
  annotations: fc.array(anyAnnotation, { maxLength: 3 }),
  words: fc.string(),
  project: fc.integer({ min: 1, max: 2 }),
});

/** Tasks with ids of their own, and the ids that hang on them. */
const anyTasks = fc.array(anyTask, { minLength: 1, maxLength: 8 }).map((given) =>
  given.map(({ annotations, words, project }, t) => {
    const made = annotations.map((one, a) => {
      const id = t * 10 + a + 1;
      const reviews = one.reviews.map((each, r) =>
        review(id * 10 + r, { created_at: at(each.minute), accepted: each.accepted, created_by: each.who }),
      );
      return annotation(id, {
        completed_by: typeof one.who === 'number' ? one.who : { id: 9, email: one.who },
        result: one.answers,
        was_cancelled: one.isSkipped,
        ground_truth: one.isGold,
        created_at: at(one.created),
        updated_at: at(one.created + one.changed),
        reviews,
      });
    });
    return task(t + 1, made, { data: { text: words }, project });
  }),
);

async function inDatabase<T>(work: (load: (text: string) => Promise<object>, database: TestDatabase) => Promise<T>) {
  const database = await TestDatabase.open();
  try {
    return await work(
      async (text) => database.load(await toolSource(await database.file('export.json', text)), { now, key }),
      database,
    );
  } finally {
    await database.close();
  }
}

it(
  'tasks of Label Studio in pieces, in any order, again and pretty-printed end in the same tables as the whole',
  async () => {
    const cases = anyTasks.chain((tasks) =>
      fc.record({
        tasks: fc.constant(tasks),
        order: fc.shuffledSubarray(tasks, { minLength: tasks.length }),
        cut: fc.integer({ min: 0, max: tasks.length }),
        indent: fc.constantFrom(1, 4, '\t'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ tasks, order, cut, indent }) => {
        const whole = await inDatabase(async (load, database) => {
          expect(await load(JSON.stringify(tasks))).toMatchObject({ read: tasks.length, loaded: tasks.length });
          const before = await database.contents();
          const again = await load(JSON.stringify(tasks, null, indent));
          expect(again).toMatchObject({ read: tasks.length, loaded: 0, unchanged: tasks.length });
          expect(await database.contents()).toBe(before);
          return before;
        });
        const pieces = await inDatabase(async (load, database) => {
          for (const piece of [order.slice(0, cut), order.slice(cut), order.slice(0, cut)])
            if (piece.length > 0) await load(JSON.stringify(piece));
          return await database.contents();
        });
        expect(pieces).toBe(whole);
      }),
      search(3),
    );
  },
  lawTimeout,
);

it(
  'a newer export and an older one leave the same answers, reviews and items in force in either order',
  async () => {
    const live = ['fact_work_item', 'fact_annotation', 'fact_review', 'dim_task', 'dim_annotator'];
    const shown = async (database: TestDatabase) =>
      JSON.stringify(
        await Promise.all(
          live.map((table) =>
            database.rows(`select * exclude (load_id, ingested_at) from ${table} where voided_at is null order by all`),
          ),
        ),
      );
    /** Of annotations that the newer export holds, nothing of the older one is left. */
    const answersOf = (tasks: readonly ReturnType<typeof task>[]) => async (database: TestDatabase) => {
      const ids = tasks.flatMap(({ annotations }) => (annotations as readonly { id: number }[]).map(({ id }) => id));
      const among = `source_id in ('', ${ids.map((id) => `'${id}'`).join(', ') || "''"})`;
      const columns = '* exclude (load_id, ingested_at, is_latest, gold_correct)';
      const sql = `select ${columns} from fact_annotation where voided_at is null and ${among} order by all`;
      return JSON.stringify(await database.rows(sql));
    };
    const dated = (tasks: readonly object[], minute: number) =>
      JSON.stringify(tasks.map((one) => ({ ...one, updated_at: at(minute) })));
    await fc.assert(
      fc.asyncProperty(anyTasks, anyTasks, async (older, newer) => {
        const exports = [dated(older, 50), dated(newer, 55)] as const;
        const inNewer = answersOf(newer);
        const after = (texts: readonly string[]) =>
          inDatabase(async (load, database) => {
            for (const text of texts) await load(text);
            return { all: await shown(database), inNewer: await inNewer(database) };
          });
        const inOrder = await after(exports);
        expect(inOrder.all).toBe((await after(exports.toReversed())).all);
        expect(inOrder.inNewer).toBe((await after([exports[1]])).inNewer);
      }),
      search(3),
    );
  },
  lawTimeout,
);
