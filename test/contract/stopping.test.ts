import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Statement } from '@assay/contract';
import { ask, context } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';

/** More than any engine runs at a time here. */
const crowd = 24;

describe.each(engines)('stopping on $id', ({ id, harness }) => {
  const open = freshWarehouse(id);
  /** The same work as another statement, so that it is not shared. */
  const slow = (number = 0): Statement => ({ ...harness.slow, sql: `${harness.slow.sql} and ${number} = ${number}` });

  it('a cancelled query dies within 200 ms and its connection serves the next', async () => {
    const warehouse = await open();
    const controller = new AbortController();
    const failed = warehouse
      .query(slow(), context({ signal: controller.signal }))
      .catch((error: unknown) => ({ error, at: performance.now() }));
    await sleep(300);
    expect(await harness.isBusy()).toBe(true);
    const begun = performance.now();
    controller.abort();
    const outcome = await failed;
    expect(outcome).toMatchObject({ error: { code: 'WAREHOUSE_CANCELLED' } });
    expect(('at' in outcome ? outcome.at : Infinity) - begun).toBeLessThan(200);
    await sleep(100);
    expect(await harness.isBusy()).toBe(false);
    expect(await ask(warehouse, 'select 42')).toEqual([42]);
  });

  it('cancelling at any moment leaves no connection behind', async () => {
    const warehouse = await open();
    for (let round = 0; round < 40; round += 1) {
      const controller = new AbortController();
      const promise = warehouse.query(slow(round), context({ signal: controller.signal }));
      setTimeout(() => controller.abort(), round / 4);
      await expect(promise).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    }
    const answers = await Promise.all(Array.from({ length: crowd }, (_, index) => ask(warehouse, `select ${index}`)));
    expect(answers).toEqual(Array.from({ length: crowd }, (_, index) => [index]));
    expect(await harness.isBusy()).toBe(false);
  });

  it('a timeout stops the engine and says so', async () => {
    const warehouse = await open();
    const begun = performance.now();
    await expect(warehouse.query(slow(), context({ timeoutMs: 300 }))).rejects.toMatchObject({
      code: 'WAREHOUSE_TIMEOUT',
      retryable: true,
    });
    expect(performance.now() - begun).toBeLessThan(800);
    await sleep(100);
    expect(await harness.isBusy()).toBe(false);
    expect(await ask(warehouse, 'select 42')).toEqual([42]);
  });

  it('a signal that has fired before sends nothing', async () => {
    const promise = (await open()).query(slow(), context({ signal: AbortSignal.abort() }));
    await expect(promise).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(await harness.isBusy()).toBe(false);
  });

  it('who waits for a place can leave, and the others get theirs', async () => {
    const warehouse = await open();
    const leaving = new AbortController();
    const controller = new AbortController();
    const running = Array.from({ length: crowd }, (_, index) =>
      warehouse.query(slow(index), context({ signal: controller.signal })).catch((error: unknown) => error),
    );
    await sleep(50);
    const waiting = warehouse.query(slow(crowd), context({ signal: leaving.signal }));
    const next = ask(warehouse, 'select 42');
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    controller.abort();
    for (const outcome of await Promise.all(running)) expect(outcome).toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(await next).toEqual([42]);
  });

  it('equal statements in flight are run once; others are not shared', async () => {
    const warehouse = await open();
    const statement = (value: number): Statement => ({
      sql: 'select $1 + 1 as a',
      parameters: [{ type: 'int', value }],
    });
    const [first, second, other, capped] = await Promise.all([
      warehouse.query(statement(1), context()),
      warehouse.query(statement(1), context()),
      warehouse.query(statement(2), context()),
      warehouse.query(statement(1), context({ maxRows: 7 })),
    ]);
    expect(second.queryId).toBe(first.queryId);
    expect([other, capped].map((result) => result.queryId)).not.toContain(first.queryId);
    expect([first, second, other, capped].map((result) => result.columns[0]?.values)).toEqual([[2], [2], [3], [2]]);
    const later = await warehouse.query(statement(1), context());
    expect(later.queryId).not.toBe(first.queryId);
  });

  it('a shared run goes on until the last who waits has left', async () => {
    const warehouse = await open();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = warehouse.query(slow(), context({ signal: one.signal }));
    const second = warehouse.query(slow(), context({ signal: two.signal }));
    second.catch(() => undefined);
    await sleep(100);
    one.abort();
    await expect(first).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(await harness.isBusy()).toBe(true);
    two.abort();
    await expect(second).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    await sleep(100);
    expect(await harness.isBusy()).toBe(false);
  });

  it('a stream gives the pieces of the query in order', async () => {
    const warehouse = await open();
    const seen: unknown[] = [];
    for await (const piece of warehouse.stream(harness.series(10_000), context())) {
      expect(piece.columns).toHaveLength(1);
      expect(piece.columns[0]?.values).toHaveLength(piece.rowCount);
      seen.push(...(piece.columns[0]?.values ?? []));
    }
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  });

  it('leaving a stream stops the engine', async () => {
    const warehouse = await open();
    for await (const piece of warehouse.stream(harness.series(2_000_000_000), context({ maxRows: 2_000_000_000 }))) {
      if (piece.rowCount > 0) break;
    }
    expect(await harness.isBusy()).toBe(false);
    expect(await ask(warehouse, 'select 42')).toEqual([42]);
  });

  it('a signal ends a stream between two pieces', async () => {
    const warehouse = await open();
    const controller = new AbortController();
    const read = async () => {
      for await (const piece of warehouse.stream(
        harness.series(1_000_000),
        context({ signal: controller.signal, maxRows: 1e9 }),
      )) {
        if (piece.rowCount > 0) controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
  });

  it('a reader who never comes back gives up its place at its timeout', async () => {
    const warehouse = await open();
    const leave = async () => {
      const stream = warehouse.stream(harness.series(1_000_000), context({ timeoutMs: 100, maxRows: 1e9 }));
      await stream[Symbol.asyncIterator]().next();
    };
    // Those for whom there is no place in time run into their timeout.
    const left = await Promise.allSettled(Array.from({ length: crowd }, leave));
    expect(left[0]?.status).toBe('fulfilled');
    expect(await ask(warehouse, 'select 42')).toEqual([42]);
  });

  it('closing stops what runs, can be repeated, and refuses what comes', async () => {
    const warehouse = await open();
    const running = warehouse.query(slow(), context()).catch((error: unknown) => error);
    await sleep(100);
    await Promise.all([warehouse.close(), warehouse.close()]);
    await warehouse.close();
    expect(await running).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    expect(await harness.isBusy()).toBe(false);
    await expect(ask(warehouse, 'select 1')).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
  });

  it('checks itself step by step', async () => {
    const steps = await (await open()).test(new AbortController().signal);
    expect(steps.length).toBeGreaterThanOrEqual(6);
    for (const step of steps) {
      expect(step.detail).not.toBe('');
      expect(step.fix === null).toBe(step.ok);
    }
    expect(steps.find((step) => step.name === 'queries cannot write')).toMatchObject({ ok: true });
    expect(steps.find((step) => step.name === 'canonical tables')).toMatchObject({ ok: false });
  });
});
