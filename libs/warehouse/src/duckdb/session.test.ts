import { DuckDBInstance } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DuckdbSession } from './session.ts';

const never = new AbortController().signal;
const slow = 'select count(*) from range(200000000000) as r(i) where sqrt(i) % 7 > 3';

async function session(): Promise<DuckdbSession> {
  const instance = await DuckDBInstance.create(':memory:');
  const one = new DuckdbSession(await instance.connect());
  onTestFinished(async () => {
    one.close();
    await one.settled();
    instance.closeSync();
  });
  return one;
}

describe('DuckdbSession', () => {
  it('a late interrupt does not hit the next run', async () => {
    const one = await session();
    await one.run(never, (connection) => connection.run('select 1'));
    const late = 1;
    const next = one.run(never, async (connection) =>
      (await connection.runAndReadAll('select count(*) from range(30000000) as r(i) where sqrt(i) > 3')).getRows(),
    );
    for (let round = 0; round < 20 && one.running !== null; round += 1) {
      one.interrupt(late);
      await sleep(2);
    }
    expect(await next).toEqual([[29_999_990n]]);
  });

  it('an interrupt of its own number stops a run', async () => {
    const one = await session();
    const run = one.run(never, (connection) => connection.run(slow)).catch((error: unknown) => error);
    await sleep(50);
    one.interrupt(one.running ?? 0);
    expect(String(await run)).toContain('Interrupted');
    expect(one.running).toBeNull();
  });

  it('a signal at any moment stops the run, and the connection serves the next', async () => {
    const one = await session();
    for (let round = 0; round < 30; round += 1) {
      const controller = new AbortController();
      const run = one.run(controller.signal, (connection) => connection.run(slow));
      if (round % 3 === 0) controller.abort();
      else setTimeout(() => controller.abort(), round / 3);
      await expect(run).rejects.toThrow('Interrupted');
    }
    expect(await one.run(never, async (connection) => (await connection.runAndReadAll('select 1')).getRows())).toEqual([
      [1],
    ]);
  });

  it('takes one call at a time', async () => {
    const one = await session();
    const first = one.run(never, (connection) => connection.run('select 1'));
    await expect(one.run(never, (connection) => connection.run('select 2'))).rejects.toMatchObject({
      code: 'INTERNAL',
    });
    await first;
  });

  it('closed while it runs, it disconnects when the run is over', async () => {
    const one = await session();
    const controller = new AbortController();
    const run = one.run(controller.signal, (connection) => connection.run(slow)).catch((error: unknown) => error);
    await sleep(20);
    one.close();
    expect(one.running).not.toBeNull();
    controller.abort();
    await one.settled();
    expect(String(await run)).toContain('Interrupted');
    await expect(one.run(never, (connection) => connection.run('select 1'))).rejects.toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
    });
  });
});
