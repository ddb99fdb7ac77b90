import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { tablesAsOf } from '@assay/metrics';
import type { TableName } from '@assay/model';
import { columnsOf, tableNames } from '@assay/model';
import { dialectOf } from '@assay/warehouse';
import { anyRow, keyed } from './any-row.ts';
import { TestDatabase } from './database.ts';
import { lawTimeout, search } from './law-search.ts';
import { item, minute, rowsSource } from './labelling-rows.ts';

const june = (day: number): Date => new Date(Date.UTC(2024, 5, day, 12));

async function stateOf(database: TestDatabase, table: TableName, asOf: string | null): Promise<string> {
  const columns = sql.join(columnsOf(table).map(({ name }) => sql.ref(name)));
  const query = sql`select ${columns} from ${tablesAsOf(asOf)(table)} t where voided_at is null order by all`;
  return JSON.stringify([table, await database.ask(dialectOf('duckdb').compile(query))]);
}

const statesOf = (database: TestDatabase, asOf: string | null) =>
  Promise.all(tableNames.map((table) => stateOf(database, table, asOf)));

describe('the state of the data as of an instant', () => {
  it(
    'is what was there right after the last load before it, whatever came later',
    async () => {
      const rows = fc.uniqueArray(anyRow, { minLength: 1, maxLength: 8, selector: keyed });
      const loads = fc.array(fc.record({ rows, isWhole: fc.boolean() }), { minLength: 2, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(loads, async (given) => {
          const database = await TestDatabase.open();
          try {
            const seen: (readonly string[])[] = [];
            for (const [index, { rows: some, isWhole }] of given.entries()) {
              // A whole truth voids what it lacks; items are in its scope whatever else the load holds.
              const all = isWhole ? [...some.filter((row) => row.table !== 'fact_work_item'), item({})] : some;
              const full = isWhole ? { full: { name: 'task_version', value: 't1' } } : {};
              await database.load(rowsSource(all), { now: june(index + 1), ...full });
              seen.push(await statesOf(database, null));
            }
            for (const [index, state] of seen.entries()) {
              expect(await statesOf(database, june(index + 1).toISOString())).toEqual(state);
            }
            const before = await statesOf(database, june(0).toISOString());
            expect(before).toEqual(tableNames.map((table) => JSON.stringify([table, []])));
          } finally {
            await database.close();
          }
        }),
        search(4),
      );
    },
    lawTimeout,
  );

  it('holds a version from the instant it came to the instant it was superseded, that one not included', async () => {
    const database = await TestDatabase.open();
    try {
      await database.load(rowsSource([item({ batch_id: 'first', updated_at: minute(1) })]), { now: june(1) });
      await database.load(rowsSource([item({ batch_id: 'second', updated_at: minute(2) })]), { now: june(3) });
      const batch = async (asOf: string) => {
        const query = sql`select batch_id from ${tablesAsOf(asOf)('fact_work_item')} t`;
        return (await database.ask(dialectOf('duckdb').compile(query))).map((row) => row['batch_id']);
      };
      expect(await batch('2024-06-01T11:59:59.999Z')).toEqual([]);
      expect(await batch('2024-06-01T12:00:00.000Z')).toEqual(['first']);
      expect(await batch('2024-06-03T11:59:59.999Z')).toEqual(['first']);
      expect(await batch('2024-06-03T12:00:00.000Z')).toEqual(['second']);
    } finally {
      await database.close();
    }
  });
});
