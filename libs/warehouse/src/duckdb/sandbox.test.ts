import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warehouse } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { inLoad } from '../core/in-load.ts';
import { openDatabase } from './open.ts';
import { bounds, run, scratchDatabase, scratchFolder } from './scratch.ts';

/** A spool with a file in it, and around it what must not be reached. */
async function house() {
  const folder = await scratchFolder();
  const place = (name: string) => join(folder, name);
  const spool = place('spool');
  await mkdir(spool);
  await mkdir(place('spool2'));
  for (const name of ['spool/in.csv', 'secret.csv', 'given.csv', 'spool-not.csv', 'spool2/in.csv'])
    await writeFile(place(name), 'a\n7\n');
  await symlink(place('secret.csv'), place('spool/link.csv'));
  const warehouse = await scratchDatabase({ path: place('x.duckdb'), spool, readableFiles: [place('given.csv')] });
  return { folder, place, spool, warehouse };
}

const load = (warehouse: Warehouse, sql: string) => {
  if (warehouse.loader === null) throw new Error('no loader');
  return inLoad(warehouse.loader, (session) => session.run({ sql, parameters: [] }, bounds()));
};

describe('the sandbox', () => {
  it('reads the spool and the files it was given', async () => {
    const { place, warehouse } = await house();
    for (const file of ['spool/in.csv', 'given.csv']) {
      expect((await run(warehouse, `select a from read_csv('${place(file)}')`)).columns[0]?.values).toEqual([7]);
    }
  });

  it('reads no other file, however it is named', async () => {
    const { place, warehouse } = await house();
    const names = [
      'secret.csv',
      'spool/../secret.csv',
      'spool-not.csv',
      'spool2/in.csv',
      'spool/link.csv',
      'spool/./../given.csv.x',
    ];
    const outside = [
      ...names.map(place),
      '/etc/passwd',
      '/proc/self/environ',
      '/dev/stdin',
      './package.json',
      '~/.bashrc',
    ];
    for (const path of outside) {
      for (const call of [
        `read_csv('${path}')`,
        `read_text('${path}')`,
        `read_blob('${path}')`,
        `sniff_csv('${path}')`,
        `'${path}'`,
      ]) {
        const outcome = await run(warehouse, `select * from ${call}`).catch((error: unknown) => error);
        expect({ call, outcome }).toMatchObject({
          call,
          outcome: { code: expect.stringMatching(/^WAREHOUSE_(PERMISSION|NOT_FOUND)$/) as string },
        });
      }
    }
  });

  it('lists no other folder', async () => {
    const { place, spool, warehouse } = await house();
    for (const pattern of [place('*'), `${spool}/../*`, place('spool2/*'), '/etc/*', '**']) {
      await expect(run(warehouse, `select * from glob('${pattern}')`), pattern).rejects.toMatchObject({
        code: 'WAREHOUSE_PERMISSION',
      });
    }
  });

  it('reaches no network', async () => {
    const { warehouse } = await house();
    for (const url of [
      'http://127.0.0.1:9/x.csv',
      'https://example.com/x.parquet',
      's3://bucket/x.csv',
      'hf://datasets/x.csv',
      'gcs://b/x.csv',
    ]) {
      await expect(run(warehouse, `select * from '${url}'`), url).rejects.toMatchObject({
        code: 'WAREHOUSE_PERMISSION',
      });
      await expect(load(warehouse, `copy (select 1) to '${url}'`), url).rejects.toMatchObject({
        code: 'WAREHOUSE_PERMISSION',
      });
    }
  });

  it('copies into the spool, by a load alone, and nowhere else', async () => {
    const { place, folder, warehouse } = await house();
    await load(warehouse, `copy (select 1 as a) to '${place('spool/out.csv')}'`);
    expect(existsSync(place('spool/out.csv'))).toBe(true);
    const before = await readdir(folder, { recursive: true });
    for (const path of ['out.csv', 'spool2/out.csv', 'spool/../out.csv', 'spool/link.csv']) {
      await expect(load(warehouse, `copy (select 1 as a) to '${place(path)}'`), path).rejects.toMatchObject({
        code: 'WAREHOUSE_PERMISSION',
      });
    }
    await expect(run(warehouse, `copy (select 1 as a) to '${place('spool/more.csv')}'`)).rejects.toMatchObject({
      code: 'WAREHOUSE_READ_ONLY',
    });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it.each([
    ["attach '{other}' as other"],
    ["attach ':memory:' as other"],
    ['install httpfs'],
    ['load httpfs'],
    ["load '{other}.duckdb_extension'"],
    ["export database '{other}'"],
    ["import database '{other}'"],
    ['set threads = 1'],
    ["set TimeZone = 'Europe/Berlin'"],
    ["set allowed_directories = ['/']"],
    ['set enable_external_access = true'],
    ['set lock_configuration = false'],
    ['reset lock_configuration'],
    ["set global memory_limit = '1TB'"],
    ['pragma enable_profiling'],
    ["pragma import_database('{other}')"],
    ["call enable_logging(storage = 'file', storage_path = '{other}')"],
    ["select * from enable_logging(storage = 'file', storage_path = '{other}')"],
    ['checkpoint'],
    ['vacuum'],
    ['use other'],
    ['prepare p as select 1'],
    ["create persistent secret s (type s3, key_id 'a', secret 'b')"],
  ])('refuses %s to queries and to loads', async (template) => {
    const { place, folder, warehouse } = await house();
    const before = await readdir(folder, { recursive: true });
    const sql = template.replace('{other}', place('other'));
    const refusal = { code: expect.stringMatching(/^WAREHOUSE_(PERMISSION|READ_ONLY|SYNTAX|NOT_FOUND)$/) as string };
    await expect(run(warehouse, sql)).rejects.toMatchObject(refusal);
    await expect(load(warehouse, sql)).rejects.toMatchObject(refusal);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    expect((await run(warehouse, "select current_setting('TimeZone') as zone")).columns[0]?.values).toEqual(['UTC']);
  });

  it('locks its settings for every connection, beneath the check of kinds', async () => {
    const database = await openDatabase({ path: ':memory:', access: 'load', spool: await scratchFolder() });
    const session = await database.connect();
    for (const sql of [
      "set TimeZone = 'Europe/Berlin'",
      'set global enable_external_access = true',
      'set lock_configuration = false',
      "pragma memory_limit = '1TB'",
    ]) {
      await expect(
        session.run(new AbortController().signal, (connection) => connection.run(sql)),
        sql,
      ).rejects.toThrow(/locked|cannot be changed|while database is running/);
    }
    session.close();
    database.close();
  });

  it('spills to the spool, within the memory it was given', async () => {
    const folder = await scratchFolder();
    const spool = join(folder, "it's a spool");
    const warehouse = await scratchDatabase({ path: join(folder, 'x.duckdb'), spool, memoryLimit: '60MB', threads: 1 });
    const sorted =
      'select count(*) from (select i, repeat(i::varchar, 5) as t from range(2000000) as r(i) order by t, i desc limit 1900000)';
    expect((await run(warehouse, sorted)).columns[0]?.values).toEqual([1_900_000]);
    const huge = 'select list(i) from range(20000000) as r(i)';
    await expect(run(warehouse, `select len(l) from (${huge}) as t(l)`)).rejects.toMatchObject({
      code: 'WAREHOUSE_MEMORY',
    });
    expect((await run(warehouse, 'select 1')).rowCount).toBe(1);
    expect(existsSync(join(folder, 'x.duckdb.tmp'))).toBe(false);
  });

  it('a setting DuckDB refuses is a fault of the configuration', async () => {
    await expect(scratchDatabase({ memoryLimit: 'plenty' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(scratchDatabase({ threads: -1 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
