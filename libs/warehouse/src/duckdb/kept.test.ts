import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryContext, Statement, Warehouse } from '@assay/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inLoad } from '../core/in-load.ts';
import { openWarehouse } from '../registry.ts';

const context = (maxRows = 100): QueryContext => ({
  signal: new AbortController().signal,
  timeoutMs: 10_000,
  maxRows,
  maxBytes: 100_000,
  tags: {},
});
const plain = (sql: string): Statement => ({ sql, parameters: [] });
const above = (least: number): Statement => ({
  sql: 'select n from numbers where n > $1 order by n',
  parameters: [{ type: 'int', value: least }],
});

const folder = mkdtempSync(join(tmpdir(), 'assay-kept-'));
let warehouse: Warehouse;

const read = async (sql: string) => (await warehouse.query(plain(sql), context())).columns[0]?.values;
const readKept = async (sql: string) => (await warehouse.keeper?.query(plain(sql), context()))?.columns[0]?.values;

beforeAll(async () => {
  const config = { path: join(folder, 'data.duckdb'), spool: join(folder, 'spool') };
  const owner = await openWarehouse('duckdb', { ...config, access: 'load' });
  if (!owner.loader) throw new Error('A database in a file can be loaded.');
  await inLoad(owner.loader, (session) =>
    session.run(plain('create table numbers as select cast(range as integer) as n from range(6)'), context()),
  );
  await owner.close();
  warehouse = await openWarehouse('duckdb', { ...config, access: 'read' });
});

afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('rows that are kept', () => {
  it('are read by later statements, of a file that is open for reading alone', async () => {
    expect(await warehouse.keeper?.keep('large', above(3), context())).toBe(2);
    expect(await readKept('select n from "kept"."large" order by n')).toEqual([4, 5]);
  });

  it('are replaced and dropped by their name', async () => {
    await warehouse.keeper?.keep('same', above(3), context());
    await warehouse.keeper?.keep('same', above(4), context());
    expect(await readKept('select n from "kept"."same"')).toEqual([5]);
    await warehouse.keeper?.drop('same');
    await warehouse.keeper?.drop('same');
    await expect(readKept('select n from "kept"."same"')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
  });

  it('keep their types and their order, those that are exact too', async () => {
    const one = plain(`
      select sum(n) as big, cast(1.50 as decimal(12, 2)) as money, 'a''b' as "odd ""name", date '2026-11-23' as day,
        timestamptz '2026-11-23T10:00:00Z' as at, null as nothing, 0.1::double as x, true as is_so
      from numbers`);
    await warehouse.keeper?.keep('typed', one, context());
    const { columns } = await warehouse.query(one, context());
    const kept = await warehouse.keeper?.query(plain('select * from "kept"."typed"'), context());
    expect(kept?.columns).toEqual(columns);
  });

  it('come whole where they are many', async () => {
    const many = plain('select a.n * 10000 + range as n from numbers a cross join range(10000)');
    expect(await warehouse.keeper?.keep('chunks', many, context(100_000))).toBe(60_000);
    expect(await readKept('select count(distinct n) from "kept"."chunks"')).toEqual([60_000]);
  });

  it('stay what they were where the new ones do not all come', async () => {
    await warehouse.keeper?.keep('again', above(3), context());
    const failing = plain("select 1 / cast(error('no') as integer) as n from numbers");
    await expect(warehouse.keeper?.keep('again', failing, context())).rejects.toMatchObject({ name: 'AssayError' });
    expect(await readKept('select n from "kept"."again" order by n')).toEqual([4, 5]);
  });

  it('are asked beside the data, not with it', async () => {
    await warehouse.keeper?.keep('apart', above(3), context());
    await expect(readKept('select n from numbers')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
    await expect(read('select n from "kept"."apart"')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
    await expect(readKept('drop table kept.apart')).rejects.toMatchObject({ code: 'WAREHOUSE_READ_ONLY' });
  });

  it('are none where there are more than may be kept', async () => {
    await expect(warehouse.keeper?.keep('many', above(-1), context(5))).rejects.toMatchObject({
      code: 'WAREHOUSE_LIMIT',
    });
    await expect(readKept('select n from "kept"."many"')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
  });

  it('are none of the tables that the file is said to have', async () => {
    const tables = async () => (await warehouse.test(context().signal)).find(({ name }) => name === 'reads')?.detail;
    const before = await tables();
    await warehouse.keeper?.keep('hidden', above(3), context());
    expect(await tables()).toBe(before);
    await warehouse.keeper?.drop('hidden');
  });

  it('come from a SELECT and have a plain name', async () => {
    await expect(warehouse.keeper?.keep('x', plain('drop table numbers'), context())).rejects.toMatchObject({
      code: 'WAREHOUSE_READ_ONLY',
    });
    await expect(warehouse.keeper?.keep('a"; drop', above(1), context())).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await read('select count(*) from numbers')).toEqual([6]);
  });
});
