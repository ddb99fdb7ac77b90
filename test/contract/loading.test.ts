import { describe, expect, it } from 'vitest';
import type { BulkLoader, Statement } from '@assay/contract';
import { inLoad } from '@assay/warehouse';
import { ask, context } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';
import { cellColumns } from './harnesses.ts';

const plain = (text: string): Statement => ({ sql: text, parameters: [] });
const idAndLabel = cellColumns.slice(0, 2);

describe.each(engines)('loading into $id', ({ id, harness }) => {
  const fresh = freshWarehouse(id);
  const open = async () => {
    const warehouse = await fresh();
    return { warehouse, loader: warehouse.loader as BulkLoader };
  };

  it('offers a loader in its writable harness', async () => {
    expect((await open()).loader).not.toBeNull();
  });

  it('what is loaded is seen at commit, not before', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin();
    expect(
      await session.append('cells', idAndLabel, [
        [1, 'a'],
        [2, null],
      ]),
    ).toBe(2);
    await session.run(
      {
        sql: 'insert into cells (id, label) values ($1, $2)',
        parameters: [
          { type: 'int', value: 3 },
          { type: 'str', value: 'c' },
        ],
      },
      context(),
    );
    const inside = await session.run(plain('select id from cells order by id'), context());
    expect(inside.columns[0]?.values).toEqual([1, 2, 3]);
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
    await session.commit();
    expect(await ask(warehouse, 'select id from cells order by id')).toEqual([1, 2, 3]);
    expect(await ask(warehouse, 'select label from cells order by id')).toEqual(['a', null, 'c']);
  });

  it('an equal query after a commit does not join one from before', async () => {
    const { warehouse, loader } = await open();
    const count = plain('select count(*) as n from cells');
    const before = warehouse.query(count, context());
    await inLoad(loader, (session) => session.append('cells', idAndLabel, [[1, 'a']]));
    const after = await warehouse.query(count, context());
    expect(after.queryId).not.toBe((await before).queryId);
    expect(after.columns[0]?.values).toEqual([1]);
  });

  it('a rollback leaves nothing', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin();
    await session.append('cells', idAndLabel, [[1, 'a']]);
    await session.run(plain('create table other (a integer)'), context());
    await session.rollback();
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
    await expect(ask(warehouse, 'select * from other')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
  });

  it('an error thrown inside leaves nothing', async () => {
    const { warehouse, loader } = await open();
    const failing = inLoad(loader, async (session) => {
      await session.append('cells', idAndLabel, [[1, 'a']]);
      throw new Error('the caller stumbled');
    });
    await expect(failing).rejects.toThrow('the caller stumbled');
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it('after a failed step nothing can be committed', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin();
    await session.append('cells', idAndLabel, [[1, 'a']]);
    await expect(
      session.run(plain("insert into cells (id) values (cast('x' as integer))"), context()),
    ).rejects.toMatchObject({ code: 'WAREHOUSE_SYNTAX' });
    await expect(session.commit()).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
    await inLoad(loader, (next) => next.append('cells', idAndLabel, [[2, 'b']]));
    expect(await ask(warehouse, 'select id from cells')).toEqual([2]);
  });

  it('an append that fails in the middle leaves nothing and names row and column', async () => {
    const { warehouse, loader } = await open();
    const rows = Array.from({ length: 5000 }, (_, index) => [index === 4321 ? 'no number' : index, 'x']);
    const failing = inLoad(loader, (session) => session.append('cells', idAndLabel, rows));
    await expect(failing).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: expect.stringMatching(/^Row 4322, column id: /) as string,
    });
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it('refuses cells that do not fit, and columns that are not there', async () => {
    const { loader } = await open();
    const append = (name: string, type: 'int' | 'dec' | 'str', cell: string | number) =>
      inLoad(loader, (session) => session.append('cells', [{ name, type }], [[cell]]));
    await expect(append('id', 'int', '9223372036854775808')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    await expect(append('amount', 'dec', '0.1234567')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    await expect(append('amount', 'dec', '1000000000000')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    await expect(append('id', 'str', 'x')).rejects.toMatchObject({ code: 'WAREHOUSE_SYNTAX' });
    await expect(append('nothing', 'str', 'x')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
    await expect(inLoad(loader, (session) => session.append('cells', idAndLabel, [[1]]))).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: 'Row 1 has no cell for the column label.',
    });
    await expect(
      inLoad(loader, (session) => session.append('cells; drop table cells', idAndLabel, [])),
    ).rejects.toMatchObject({ code: 'WAREHOUSE_SYNTAX' });
  });

  it('appends many rows from a generator, decimals with fewer digits too', async () => {
    const { warehouse, loader } = await open();
    function* rows() {
      for (let index = 0; index < 10_000; index += 1) yield [index, `${index}.5`];
    }
    const columns = [
      { name: 'id', type: 'int' },
      { name: 'amount', type: 'dec' },
    ] as const;
    expect(await inLoad(loader, (session) => session.append('cells', columns, rows()))).toBe(10_000);
    expect(await ask(warehouse, 'select sum(amount) from cells')).toEqual(['50000000.000000']);
  });

  it('a second load waits for the first', async () => {
    const { warehouse, loader } = await open();
    const order: string[] = [];
    const first = await loader.begin();
    const second = inLoad(loader, async (session) => {
      order.push('second');
      await session.append('cells', idAndLabel, [[2, 'b']]);
    });
    await first.append('cells', idAndLabel, [[1, 'a']]);
    order.push('first');
    await first.commit();
    await second;
    expect(order).toEqual(['first', 'second']);
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([2]);
  });

  it('queries go on while a load is open', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin();
    await session.append('cells', idAndLabel, [[1, 'a']]);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => ask(warehouse, `select ${n} + count(*) from cells`)),
    );
    expect(answers).toEqual([[1], [2], [3], [4], [5], [6]]);
    await session.rollback();
  });

  it('steps of one load run one after the other, also when not awaited', async () => {
    const { warehouse, loader } = await open();
    await inLoad(loader, async (session) => {
      const steps = [1, 2, 3, 4].map((n) => session.append('cells', idAndLabel, [[n, 'x']]));
      const count = session.run(plain('select count(*) from cells'), context());
      await Promise.all(steps);
      expect((await count).columns[0]?.values).toEqual([4]);
    });
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([4]);
  });

  it('a step stops at its timeout', async () => {
    const { warehouse, loader } = await open();
    const failing = inLoad(loader, (session) => session.run(harness.slow, context({ timeoutMs: 200 })));
    await expect(failing).rejects.toMatchObject({ code: 'WAREHOUSE_TIMEOUT' });
    expect(await harness.isBusy()).toBe(false);
    expect(await ask(warehouse, 'select 1')).toEqual([1]);
  });

  it.each(['commit', 'begin', 'rollback', 'select 1; select 2'])('a step may not: %s', async (text) => {
    const { warehouse, loader } = await open();
    const failing = inLoad(loader, async (session) => {
      await session.append('cells', idAndLabel, [[1, 'a']]);
      await session.run(plain(text), context());
    });
    await expect(failing).rejects.toMatchObject({
      code: expect.stringMatching(/^WAREHOUSE_(PERMISSION|SYNTAX)$/) as string,
    });
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it('an ended load takes no further step', async () => {
    const { loader } = await open();
    const session = await loader.begin();
    await session.commit();
    await expect(session.commit()).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(session.append('cells', idAndLabel, [[1, 'a']])).rejects.toMatchObject({ code: 'INTERNAL' });
    await session.rollback();
  });

  it('a load begun for staging fills temporary tables first, and keeps only what came after it entered', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin('staging');
    await session.run(plain('create temp table staged (id bigint, label varchar)'), context());
    await session.append('staged', idAndLabel, [[1, 'a']]);
    await session.enter();
    await session.enter();
    await session.run(plain('insert into cells (id, label) select id, label from staged'), context());
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
    await session.commit();
    expect(await ask(warehouse, 'select label from cells')).toEqual(['a']);
    await expect(ask(warehouse, 'select * from staged')).rejects.toMatchObject({ code: 'WAREHOUSE_NOT_FOUND' });
    const second = await loader.begin('staging');
    await expect(second.commit()).rejects.toMatchObject({ code: 'INTERNAL' });
    await inLoad(loader, (next) => next.append('cells', idAndLabel, [[2, 'b']]));
  });

  it('closing rolls an open load back and stops its step', async () => {
    const { warehouse, loader } = await open();
    const session = await loader.begin();
    const step = session.run(harness.slow, context()).catch((error: unknown) => error);
    await warehouse.close();
    expect(await step).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    expect(await harness.isBusy()).toBe(false);
    await expect(loader.begin()).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
  });
});
