import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DuckdbConfig } from './config.ts';
import { DuckdbDialect } from './kysely-dialect.ts';
import { scratchFolder } from './scratch.ts';

interface Tables {
  people: { id: number; name: string | null; paid: string };
}

const slow = sql<{ n: number }>`select count(*) as n from range(200000000000) as r(i) where sqrt(i) % 7 > 3`;

/**
 * Whether this process, and so DuckDB in it, computes nothing after the engine had a moment to stop. Asked up to three
 * times, because compiling or collecting for a while is no computing.
 */
async function isIdle(): Promise<boolean> {
  await sleep(50);
  for (let sample = 0; sample < 3; sample += 1) {
    const before = process.cpuUsage();
    await sleep(400);
    if (process.cpuUsage(before).user / 1000 < 100) return true;
  }
  return false;
}

async function open(config: Partial<DuckdbConfig> = {}): Promise<Kysely<Tables>> {
  const spool = await scratchFolder();
  const database: DuckdbConfig = { path: ':memory:', access: 'load', spool, ...config };
  const db = new Kysely<Tables>({ dialect: new DuckdbDialect({ database, maxRows: 100_000, maxBytes: 10_000_000 }) });
  onTestFinished(() => db.destroy());
  await sql`create table people (id bigint primary key, name varchar, paid decimal(18, 6) default 0)`.execute(db);
  return db;
}

describe('new Kysely({ dialect: DuckDB })', () => {
  const complaint = vi.spyOn(console, 'error');
  afterEach(() => {
    // Kysely reports what fails behind its back there: after a cancel nothing should.
    expect(complaint).not.toHaveBeenCalled();
    complaint.mockClear();
  });

  it('reads, writes and counts what it changed', async () => {
    const db = await open();
    const inserted = await db
      .insertInto('people')
      .values([
        { id: 1, name: 'Ada', paid: '1.5' },
        { id: 2, name: null, paid: '0.1' },
      ])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    const updated = await db.updateTable('people').set({ name: 'Eve' }).where('name', 'is', null).executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
    expect(await db.deleteFrom('people').where('id', '=', 1).returning('name').execute()).toEqual([{ name: 'Ada' }]);
    expect(await db.selectFrom('people').selectAll().execute()).toEqual([{ id: 2, name: 'Eve', paid: '0.100000' }]);
  });

  it('commits and rolls back', async () => {
    const db = await open();
    const add = (id: number) =>
      db.transaction().execute(async (trx) => {
        await trx.insertInto('people').values({ id, name: 'x', paid: '0' }).execute();
        if (id === 2) throw new Error('no');
      });
    await add(1);
    await expect(add(2)).rejects.toThrow('no');
    expect(await db.selectFrom('people').select('id').execute()).toEqual([{ id: 1 }]);
    const readOnly = db
      .transaction()
      .setAccessMode('read only')
      .execute((trx) => trx.deleteFrom('people').execute());
    await expect(readOnly).rejects.toMatchObject({ code: 'WAREHOUSE_READ_ONLY' });
    await expect(
      db
        .transaction()
        .setIsolationLevel('serializable')
        .execute(() => Promise.resolve(1)),
    ).rejects.toMatchObject({ code: 'WAREHOUSE_SYNTAX' });
  });

  it('cancels in the engine, and the connection serves the next', async () => {
    const db = await open();
    const controller = new AbortController();
    const begun = performance.now();
    setTimeout(() => controller.abort(), 100);
    await expect(
      slow.execute(db, { signal: controller.signal, inflightQueryAbortStrategy: 'cancel query' }),
    ).rejects.toThrow();
    // Left alone it computes for half a minute and more.
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect((await sql`select 1 as a`.execute(db)).rows).toEqual([{ a: 1 }]);
    expect(await isIdle()).toBe(true);
  });

  it('streams in chunks of the asked size, and stops with its signal', async () => {
    const db = await open();
    const series = db.selectFrom(sql<{ i: number }>`range(5000)`.as<'r'>(sql`r(i)`)).select('r.i');
    const seen: number[] = [];
    for await (const row of series.stream(100)) seen.push(row.i);
    expect(seen).toHaveLength(5000);
    expect(seen[4999]).toBe(4999);
    const controller = new AbortController();
    const read = async () => {
      for await (const row of series.stream({ chunkSize: 10, signal: controller.signal }))
        if (row.i === 20) controller.abort();
    };
    await expect(read()).rejects.toThrow();
    expect((await sql`select 1 as a`.execute(db)).rows).toEqual([{ a: 1 }]);
  });

  it('a signal stops a stream that computes, not only one that gives rows', async () => {
    const db = await open();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const none = db
      .selectFrom(sql<{ i: number }>`range(200000000000)`.as<'r'>(sql`r(i)`))
      .select('r.i')
      .where(sql<boolean>`sqrt(r.i) < 0`);
    const read = async () => {
      for await (const row of none.stream({ signal: controller.signal })) expect(row).toBeUndefined();
    };
    await expect(read()).rejects.toThrow();
    expect(await isIdle()).toBe(true);
  });

  it('keeps the caps and the sandbox', async () => {
    const db = await open();
    await expect(sql`select i from range(100001) as r(i)`.execute(db)).rejects.toMatchObject({
      code: 'WAREHOUSE_LIMIT',
    });
    await expect(sql`select * from read_text('/etc/passwd')`.execute(db)).rejects.toMatchObject({
      code: 'WAREHOUSE_PERMISSION',
    });
    await expect(sql`set threads = 1`.execute(db)).rejects.toMatchObject({ code: 'WAREHOUSE_PERMISSION' });
  });

  it('takes typed and plain parameters, not dates', async () => {
    const db = await open();
    const { rows } =
      await sql`select ${{ type: 'date', value: '2024-02-29' }} as d, ${'x'} as s, ${7} as i, ${0.5} as f, ${true} as b, ${9007199254740993n} as l, ${null} as n`.execute(
        db,
      );
    expect(rows).toEqual([{ d: '2024-02-29', s: 'x', i: 7, f: 0.5, b: true, l: '9007199254740993', n: null }]);
    await expect(sql`select ${new Date(0)}`.execute(db)).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('more callers than connections wait for theirs', async () => {
    const db = await open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => sql<{ n: number }>`select ${n} as n`.execute(db)),
    );
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('describes its tables', async () => {
    const db = await open();
    await sql`create view names as select name from people`.execute(db);
    const tables = await db.introspection.getTables();
    expect(tables.map(({ schema, name, isView }) => ({ schema, name, isView }))).toEqual([
      { schema: 'main', name: 'names', isView: true },
      { schema: 'main', name: 'people', isView: false },
    ]);
    expect(
      tables[1]?.columns.map(({ name, dataType, isNullable, hasDefaultValue }) => [
        name,
        dataType,
        isNullable,
        hasDefaultValue,
      ]),
    ).toEqual([
      ['id', 'BIGINT', false, false],
      ['name', 'VARCHAR', true, false],
      ['paid', 'DECIMAL(18,6)', true, true],
    ]);
    expect((await db.introspection.getSchemas()).map(({ name }) => name)).toContain('main');
  });
});
