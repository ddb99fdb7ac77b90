import fc from 'fast-check';
import { sql } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialectOf, openWarehouse } from '@assay/warehouse';
import { expect, it, onTestFinished } from 'vitest';
import { value } from '../dialect.ts';
import { apart, labelsOf, patternExpression, togetherExpression } from './pattern.ts';

const duckdb = dialectOf('duckdb');
const { functions } = duckdb;
const noLimits = { signal: new AbortController().signal, timeoutMs: 10_000, maxRows: 1000, maxBytes: 1e6, tags: {} };
/** What is written between texts, and what it is escaped with, and anything else. */
const text = fc.oneof(fc.string({ unit: fc.constantFrom('|', '~', 'n', 'p') }), fc.string());
const sampled = { seed: 1, numRuns: 200 };

async function asking() {
  const spool = await mkdtemp(join(tmpdir(), 'assay-patterns-'));
  const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool });
  onTestFinished(async () => {
    await warehouse.close();
    await rm(spool, { recursive: true });
  });
  return async (statement: Parameters<typeof duckdb.compile>[0]) =>
    (await warehouse.query(duckdb.compile(statement), noLimits)).columns[0]?.values[0];
}

it('gives back columns that were put together, whatever their texts, and those that are missing', async () => {
  const ask = await asking();
  const columns = fc.array(fc.option(text), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(columns, async (given) => {
      const parts = given.map((each) => sql`${functions.cast(value('str', each), 'str')}`);
      expect(apart(String(await ask(sql`select ${togetherExpression(parts, functions)} as together`)))).toEqual(given);
    }),
    sampled,
  );
});

it('gives back the labels of an item, sorted, and none where no answer counts', async () => {
  const ask = await asking();
  const pattern = patternExpression(sql`label`, functions);
  const rows = (labels: readonly (string | null)[]) =>
    sql.join(
      labels.map((each) => sql`select ${functions.cast(value('str', each), 'str')} as label`),
      sql` union all `,
    );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (given) => {
      const found = await ask(sql`select ${pattern} as pattern from (${rows([...given, null])}) answers`);
      expect(labelsOf(String(found)).toSorted()).toEqual(given.toSorted());
    }),
    sampled,
  );
  expect(await ask(sql`select ${pattern} as pattern from (${rows([null])}) answers`)).toBeNull();
});
