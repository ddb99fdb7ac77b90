import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ddl, duckdbStateDdl, schemaVersion } from '@assay/model';
import type { Warehouse } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { inLoad } from '../core/in-load.ts';
import { topCardinality } from './estimate.ts';
import { executionLimit } from './execution-limit.ts';
import { DuckdbLoader } from './loader.ts';
import { openDatabase } from './open.ts';
import { bounds, run, scratchDatabase, scratchFolder } from './scratch.ts';

const { signal } = new AbortController();

async function loadAll(warehouse: Warehouse, statements: readonly string[]): Promise<void> {
  if (warehouse.loader === null) throw new Error('no loader');
  await inLoad(warehouse.loader, async (session) => {
    for (const sql of statements) await session.run({ sql, parameters: [] }, bounds());
  });
}

describe('DuckDB’s types', () => {
  it('every integer width, both floats, enums, both timestamps, wide decimals', async () => {
    const { columns } = await run(
      await scratchDatabase(),
      `select 1::tinyint a, 2::usmallint b, 3::integer c, 18446744073709551615::ubigint d, '-170141183460469231731687303715884105728'::hugeint e,
        0.5::float f, 'x'::enum('x', 'y') g, timestamp '2024-01-01 00:00:00.000001' h, 12345678901234567890123456789012.345678::decimal(38, 6) i, null j`,
    );
    expect(columns.map(({ type }) => type)).toEqual([
      'int',
      'int',
      'int',
      'int',
      'int',
      'flt',
      'str',
      'ts',
      'dec',
      'int',
    ]);
    expect(columns.map(({ values }) => values[0])).toEqual([
      1,
      2,
      3,
      '18446744073709551615',
      '-170141183460469231731687303715884105728',
      0.5,
      'x',
      '2024-01-01T00:00:00.000001Z',
      '12345678901234567890123456789012.345678',
      null,
    ]);
  });

  it.each([
    '[1]',
    "{'a': 1}",
    'interval 1 day',
    "time '10:00'",
    "'a'::blob",
    'uuid()',
    "timestamp_ns '2024-01-01'",
    'map {1: 2}',
  ])('%s has to be cast', async (expression) => {
    const promise = run(await scratchDatabase(), `select 1, ${expression}`);
    await expect(promise).rejects.toMatchObject({
      code: 'WAREHOUSE_SYNTAX',
      message: expect.stringMatching(/^Column 2 has the type [A-Z_]+,/) as string,
    });
  });

  it('infinite days and instants are an error, not a wrong day', async () => {
    const warehouse = await scratchDatabase();
    await expect(run(warehouse, "select 'infinity'::timestamptz")).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
    await expect(run(warehouse, "select '-infinity'::date")).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
  });

  it('the SDK loses a byte order mark at the start of a text: when it no longer does, say so in types.ts', async () => {
    const { columns } = await run(
      await scratchDatabase(),
      "select chr(65279) || 'a', length(chr(65279) || 'a'), 'a' || chr(65279)",
    );
    expect(columns.map(({ values }) => values[0])).toEqual(['a', 2, 'a\ufeff']);
  });
});

describe('reading and writing', () => {
  it('a SELECT that would write is refused by its transaction', async () => {
    const warehouse = await scratchDatabase();
    await loadAll(warehouse, ['create sequence s', "select nextval('s')"]);
    await expect(run(warehouse, "select nextval('s')")).rejects.toMatchObject({ code: 'WAREHOUSE_READ_ONLY' });
    await loadAll(warehouse, ["create table t as select nextval('s') as n"]);
    expect((await run(warehouse, 'select n from t')).columns[0]?.values).toEqual([2]);
  });

  it('a load creates, copies, merges, and keeps temporary tables to itself', async () => {
    const folder = await scratchFolder();
    const file = join(folder, 'in.csv');
    await writeFile(file, 'id,label\n1,a\n2,b\n');
    const warehouse = await scratchDatabase({ readableFiles: [file] });
    await loadAll(warehouse, [
      'create table t (id bigint primary key, label varchar)',
      "insert into t values (2, 'old'), (3, 'c')",
      'create temporary table stage (id bigint, label varchar)',
      `copy stage from '${file}' (header)`,
      'merge into t using stage as s on t.id = s.id when matched then update set label = s.label when not matched then insert values (s.id, s.label)',
      'alter table t add column seen boolean',
      'create macro twice(x) as 2 * x',
    ]);
    expect((await run(warehouse, 'select label from t order by id')).columns[0]?.values).toEqual(['a', 'b', 'c']);
    await expect(run(warehouse, 'select * from stage')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
  });

  it('a load that cannot begin in time gets a sentence', async () => {
    const database = await openDatabase({ path: ':memory:', access: 'load', spool: await scratchFolder() });
    const loader = new DuckdbLoader(database, { onCommit: () => undefined, waitMs: 30 });
    const first = await loader.begin();
    await expect(loader.begin()).rejects.toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      retryable: true,
      message: 'Another load is running.',
    });
    await first.rollback();
    await (await loader.begin()).commit();
    await loader.close();
    database.close();
  });
});

describe('estimates', () => {
  it('come from the plan, for a statement with parameters', async () => {
    const warehouse = await scratchDatabase();
    await loadAll(warehouse, ['create table t as select i from range(5000) as r(i)']);
    expect(await warehouse.estimate({ sql: 'select i from t', parameters: [] }, signal)).toEqual({
      rows: 5000,
      bytes: null,
      exact: false,
    });
    const { rows } = await warehouse.estimate(
      { sql: 'select i from t where i < $1', parameters: [{ type: 'int', value: 10 }] },
      signal,
    );
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(5000);
  });

  it('are null where the plan does not say', () => {
    expect(topCardinality('[{"name": "UNGROUPED_AGGREGATE", "extra_info": {}}]')).toBeNull();
    expect(topCardinality('[{"extra_info": {"Estimated Cardinality": "12"}}]')).toBe(12);
    expect(topCardinality('[]')).toBeNull();
    expect(topCardinality('{}')).toBeNull();
  });
});

describe('the checks', () => {
  it('all pass on a database of this version', async () => {
    const warehouse = await scratchDatabase();
    const version = `insert into assay_state.meta values ('schema_version', '${schemaVersion}')`;
    await loadAll(warehouse, [...ddl('duckdb'), ...duckdbStateDdl(), version]);
    expect((await warehouse.test(signal)).filter((step) => !step.ok)).toEqual([]);
  });

  it.each([
    [`${schemaVersion + 1}`, 'Update Assay.'],
    ['0', 'Load the data again into a new database.'],
  ])('schema version %s fails with its fix', async (found, fix) => {
    const warehouse = await scratchDatabase();
    await loadAll(warehouse, [
      ...duckdbStateDdl(),
      `insert into assay_state.meta values ('schema_version', '${found}')`,
    ]);
    expect((await warehouse.test(signal)).find((step) => step.name === 'schema version')).toMatchObject({
      ok: false,
      fix,
    });
  });
});

describe('the rest of the process', () => {
  it('gets its turns while a large result is read', async () => {
    const warehouse = await scratchDatabase();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const sql = 'select i, i * 2 as j, i::varchar as k, (i / 7)::decimal(18, 6) as d from range(300000) as r(i)';
    const { rowCount } = await warehouse.query({ sql, parameters: [] }, bounds({ maxRows: 1e6, maxBytes: 1e9 }));
    clearInterval(timer);
    expect(rowCount).toBe(300_000);
    // 147 chunks; read in one go there would be a turn or two.
    expect(turns).toBeGreaterThan(50);
  });

  it('can read files while as many long queries and a load run as may', async () => {
    const warehouse = await scratchDatabase();
    const controller = new AbortController();
    const long = (number: number) => ({
      sql: `select count(*) + ${number} from range(200000000000) as r(i) where sqrt(i) % 7 > 3`,
      parameters: [],
    });
    const context = bounds({ signal: controller.signal });
    const session = await warehouse.loader?.begin();
    const running = [1, 2, 3, 4, 5, 6].map((n) => warehouse.query(long(n), context).catch(() => null));
    const loading = session?.run(long(7), context).catch(() => null);
    await sleep(100);
    const read = await Promise.race([readFile(import.meta.filename, 'utf8'), sleep(3000, '')]);
    controller.abort();
    await Promise.all([...running, loading]);
    await session?.rollback();
    expect(read).toContain('as many long queries');
  });

  it.each([
    ['4', 2],
    ['1', 1],
    ['6', 4],
    ['64', 4],
    ['many', 2],
  ])('a thread pool of %s leaves room for %i queries', (size, expected) => {
    expect(executionLimit(size)).toBe(expected);
  });
});
