import { DuckDBInstance } from '@duckdb/node-api';
import type { LoadSession } from '@assay/contract';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { handleOf } from './executed-aside.ts';
import { bounds, scratchDatabase } from './scratch.ts';

let load: LoadSession;
beforeEach(async () => {
  const warehouse = await scratchDatabase({ loadsAside: true, threads: 2 });
  if (!warehouse.loader) throw new Error('The embedded database takes loads.');
  load = await warehouse.loader.begin('staging');
  onTestFinished(() => load.rollback());
});

const run = (sql: string, part = {}) => load.run({ sql, parameters: [] }, bounds(part));
const long = 'create temp table t as select sha256(range::varchar) as h from range(200000000)';

it('the package still holds the handle of a pending result where it is looked for', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const prepared = await connection.prepare('select 1');
  expect(handleOf(prepared.startStream())).toBeDefined();
  connection.closeSync();
  instance.closeSync();
});

describe('statements of a load that the engine runs alone', () => {
  it('have no other thread to help them', async () => {
    const { columns } = await run(`select current_setting('external_threads') as others`);
    expect(columns[0]?.values).toEqual([0]);
  });

  it('give their rows, in order and all of them', async () => {
    const { columns, rowCount } = await run('select range as n from range(9000)');
    expect(rowCount).toBe(9000);
    expect(columns[0]?.values.at(-1)).toBe(8999);
  });

  it('say what is wrong in the middle', async () => {
    const broken = `select cast(case when range = 400000 then 'x' else '1' end as integer) as i from range(500000)`;
    await expect(run(`create temp table t as ${broken}`)).rejects.toThrow(/could not be converted/);
  });

  it('say that they ran out of memory, not that their result could not be taken', async () => {
    const warehouse = await scratchDatabase({ loadsAside: true, threads: 2, memoryLimit: '20MB' });
    const small = await warehouse.loader?.begin('staging');
    onTestFinished(() => small?.rollback());
    const sql = 'select list(range) as all_of_them from range(20000000)';
    await expect(small?.run({ sql, parameters: [] }, bounds())).rejects.toMatchObject({ code: 'WAREHOUSE_MEMORY' });
  });

  it('stop when they are cancelled', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    await expect(run(long, { signal: abort.signal })).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
  });

  it('stop when their time is over', async () => {
    await expect(run(long, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'WAREHOUSE_TIMEOUT' });
  });
});
