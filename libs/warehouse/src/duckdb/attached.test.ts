import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inLoad } from '../core/in-load.ts';
import { bounds, run, scratchDatabase, scratchFolder } from './scratch.ts';

const groups = `select count(distinct row_group_id) as n from pragma_storage_info('t')`;

async function written(path: string, rowsPerGroup?: number): Promise<unknown> {
  const warehouse = await scratchDatabase({ path, ...(rowsPerGroup === undefined ? {} : { rowsPerGroup }) });
  if (!warehouse.loader) throw new Error('The embedded database takes loads.');
  const sql = 'create table t as select range as i from range(100000)';
  await inLoad(warehouse.loader, (session) => session.run({ sql, parameters: [] }, bounds()));
  const { columns } = await run(warehouse, groups);
  await warehouse.close();
  return columns[0]?.values[0];
}

describe('a file with row groups of a size of its own', () => {
  it('is written in them, and read as any other', async () => {
    const folder = await scratchFolder();
    expect(await written(join(folder, 'plain.duckdb'))).toBe(1);
    const path = join(folder, 'small.duckdb');
    expect(await written(path, 20_480)).toBe(5);
    const reader = await scratchDatabase({ path, access: 'read' });
    const { columns } = await run(reader, 'select count(*) as n, sum(i) as total from t');
    expect(columns.map(({ values }) => Number(values[0]))).toEqual([100_000, 4_999_950_000]);
  });

  it('is closed in as any other, and open to one process alone', async () => {
    const path = join(await scratchFolder(), 'small.duckdb');
    const warehouse = await scratchDatabase({ path, rowsPerGroup: 20_480 });
    await expect(run(warehouse, `select * from read_text('/etc/hostname')`)).rejects.toMatchObject({
      code: 'WAREHOUSE_PERMISSION',
    });
    await expect(run(warehouse, 'use memory')).rejects.toMatchObject({ code: 'WAREHOUSE_READ_ONLY' });
    await expect(scratchDatabase({ path, access: 'read' })).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
  });
});
