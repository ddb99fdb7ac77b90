import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '@assay/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inLoad } from '../core/in-load.ts';
import type { DuckdbConfig } from './config.ts';
import { bounds, run, scratchDatabase, scratchFolder } from './scratch.ts';

async function closedDatabase(): Promise<string> {
  const path = join(await scratchFolder(), 'x.duckdb');
  const warehouse = await scratchDatabase({ path });
  if (warehouse.loader === null) throw new Error('no loader');
  await inLoad(warehouse.loader, (session) =>
    session.run({ sql: 'create table t as select 7 as a', parameters: [] }, bounds()),
  );
  await warehouse.close();
  return path;
}

/** Another process that opens the file and holds it. Resolves to its pid, or to what DuckDB said. */
async function holder(path: string, mode: 'READ_ONLY' | 'READ_WRITE'): Promise<string> {
  const script = `
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const answer = await DuckDBInstance.create(${JSON.stringify(path)}, { access_mode: '${mode}' }).then(() => process.pid, (error) => error.message);
    console.log(answer);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname });
  onTestFinished(() => void child.kill());
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return text.toString().trim();
}

async function faultOf(config: Partial<DuckdbConfig>): Promise<AssayError> {
  const outcome: unknown = await scratchDatabase(config).catch((error: unknown) => error);
  if (outcome instanceof AssayError) return outcome;
  throw new Error('It should have failed.');
}

describe('opening a file', () => {
  it('another process holds it: a sentence with its pid', async () => {
    const path = await closedDatabase();
    const pid = await holder(path, 'READ_WRITE');
    expect(pid).toMatch(/^\d+$/);
    for (const access of ['read', 'load'] as const) {
      const fault = await faultOf({ path, access });
      expect(fault).toMatchObject({
        code: 'DATABASE_IN_USE',
        message: `The database is in use by the process ${pid}.`,
      });
      expect(fault.hint).toContain('Stop it');
    }
  });

  it('readers share it, and keep a writer out', async () => {
    const path = await closedDatabase();
    const pid = await holder(path, 'READ_ONLY');
    expect(pid).toMatch(/^\d+$/);
    const reader = await scratchDatabase({ path, access: 'read' });
    expect((await run(reader, 'select a from t')).columns[0]?.values).toEqual([7]);
    await reader.close();
    expect(await faultOf({ path, access: 'load' })).toMatchObject({
      code: 'DATABASE_IN_USE',
      message: expect.stringContaining(pid) as string,
    });
  });

  it('a closed database lets go of the file at once', async () => {
    const path = await closedDatabase();
    expect(await holder(path, 'READ_WRITE')).toMatch(/^\d+$/);
  });

  it('it lets go after results that were not read to their end, too', async () => {
    const path = await closedDatabase();
    const warehouse = await scratchDatabase({ path });
    const many = { sql: 'select i from range(10000000) as r(i)', parameters: [] };
    await expect(warehouse.query(many, bounds({ maxRows: 10 }))).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
    await expect(warehouse.query(many, bounds({ maxRows: 1e9, maxBytes: 1e9, timeoutMs: 30 }))).rejects.toMatchObject({
      code: 'WAREHOUSE_TIMEOUT',
    });
    for await (const piece of warehouse.stream(many, bounds({ maxRows: 1e9 }))) if (piece.rowCount > 0) break;
    const slow = { sql: 'select i from range(200000000000) as r(i) where sqrt(i) < 0', parameters: [] };
    await expect(warehouse.query(slow, bounds({ timeoutMs: 50 }))).rejects.toMatchObject({ code: 'WAREHOUSE_TIMEOUT' });
    await warehouse.close();
    expect(await holder(path, 'READ_WRITE')).toMatch(/^\d+$/);
  });

  it('and in the middle of a stream whose reader never comes back', async () => {
    const path = await closedDatabase();
    const warehouse = await scratchDatabase({ path });
    const many = { sql: 'select i from range(10000000) as r(i)', parameters: [] };
    const pieces = warehouse.stream(many, bounds({ maxRows: 1e9 }))[Symbol.asyncIterator]();
    await pieces.next();
    await pieces.next();
    await warehouse.close();
    expect(await holder(path, 'READ_WRITE')).toMatch(/^\d+$/);
    await expect(pieces.next()).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
  });

  it('twice in one process: DuckDB’s lock would not notice', async () => {
    const path = await closedDatabase();
    const first = await scratchDatabase({ path });
    expect(await faultOf({ path })).toMatchObject({ code: 'DATABASE_IN_USE' });
    expect(await faultOf({ path: join(path, '..', 'x.duckdb'), access: 'read' })).toMatchObject({
      code: 'DATABASE_IN_USE',
    });
    await first.close();
    expect((await run(await scratchDatabase({ path, access: 'read' }), 'select a from t')).rowCount).toBe(1);
  });

  it('for reading there is no loader', async () => {
    const reader = await scratchDatabase({ path: await closedDatabase(), access: 'read' });
    expect(reader.loader).toBeNull();
  });

  it('what is not there: no file, no folder, nothing to read in memory', async () => {
    const folder = await scratchFolder();
    expect(await faultOf({ path: join(folder, 'none.duckdb'), access: 'read' })).toMatchObject({
      code: 'WAREHOUSE_NOT_FOUND',
    });
    expect(await faultOf({ path: join(folder, 'no', 'x.duckdb') })).toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
    expect(await faultOf({ path: ':memory:', access: 'read' })).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await faultOf({ readableFiles: [join(folder, 'none.csv')] })).toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it.each([
    ['text', () => Buffer.from('id,label\n1,secret\n')],
    ['nothing', () => Buffer.alloc(0)],
    ['noise', () => Buffer.alloc(20_000, 7)],
    ['half of it', (whole: Buffer) => whole.subarray(0, 13_000)],
    ['a flipped byte', (whole: Buffer) => whole.fill(whole.readUInt8(5000) ^ 1, 5000, 5001)],
  ])('a file of %s is broken, in one sentence', async (_, spoil) => {
    const path = await closedDatabase();
    await writeFile(path, spoil(await readFile(path)));
    for (const access of ['read', 'load'] as const) {
      expect(await faultOf({ path, access })).toMatchObject({
        code: 'DATABASE_BROKEN',
        message: expect.stringMatching(/^[^\n]+\.$/) as string,
      });
    }
    expect(await faultOf({ path: join(path, '..') })).toMatchObject({ code: 'DATABASE_BROKEN' });
  });

  it('a file of a newer DuckDB is from the future', async () => {
    const path = await closedDatabase();
    await writeFile(path, fromTheFuture(await readFile(path)));
    expect(await faultOf({ path })).toMatchObject({
      code: 'DATABASE_FUTURE',
      hint: expect.stringContaining('Update') as string,
    });
  });
});

/** Raises the storage version in the main header (8 bytes checksum, magic word, version) and corrects the checksum. */
function fromTheFuture(file: Buffer): Buffer {
  file.writeBigUInt64LE(999n, 12);
  const header = file.subarray(8, 4096);
  let sum = 5381n;
  for (let at = 0; at < header.length; at += 8)
    sum ^= BigInt.asUintN(64, header.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  file.writeBigUInt64LE(sum, 0);
  return file;
}
