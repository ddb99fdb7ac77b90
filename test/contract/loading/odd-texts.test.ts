import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowSource } from '@assay/importers';
import { TestDatabase } from './database.ts';
import { csvOf, demoSource } from './demo-recipe.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

/** Signs of control, quotes and letters of several bytes, in any order and number. */
const odd = fc.string({
  unit: fc.constantFrom('\u0000', '\u0001', '\u001e', '\u001f', 'a', 'c', 'r', '"', '\u{1F600}'),
});

function titles(texts: readonly (string | null)[]): RowSource {
  const rows = texts.map((text, n) => ({ record: n + 1, cells: [`t${n}`, 'task', text] }));
  return {
    kind: 'rows',
    file: 'memory',
    source: 'test',
    batches: [{ table: 'dim_task', columns: ['task_version_id', 'task_id', 'title'], rows }],
  };
}

describe('a text of any characters', () => {
  it('arrives as it is, and none stays none', async () => {
    const numRuns = 4;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(odd), { minLength: 50, maxLength: 200 }), async (texts) => {
        const fresh = await TestDatabase.open();
        try {
          await fresh.load(titles(texts));
          const found = await fresh.rows(`select title from dim_task order by cast(substr(task_version_id, 2) as int)`);
          expect(found.map(({ title }) => title)).toEqual(texts);
        } finally {
          await fresh.close();
        }
      }),
      { numRuns },
    );
  });

  it('that is cut in the middle of a character ends in the sign for what is not one', async () => {
    await database.load(titles(['cut \ud83d', 'whole \u{1F600}']));
    expect(await database.rows('select title from dim_task order by task_version_id')).toEqual([
      { title: 'cut \ufffd' },
      { title: 'whole \u{1F600}' },
    ]);
  });

  it('of a file arrives as it is', async () => {
    const tag = 'a\u001fb\u001ec\u0001d';
    await database.load(await demoSource(database, csvOf([['1', '2024-01-01', 'ok', '5', tag]])));
    expect(await database.rows('select workflow_id, title from dim_workflow')).toEqual([
      { workflow_id: tag, title: tag },
    ]);
  });
});
