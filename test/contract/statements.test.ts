import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AssayError, Warehouse } from '@assay/contract';
import { inLoad } from '@assay/warehouse';
import { sql } from 'kysely';
import { ask, compute, context, value } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';
import { cellColumns } from './harnesses.ts';

/** Looks like a key, a name and a number somebody would not want to see in a log. */
const secret = 'sk-live-4f9d Erika Mustermann 4111111111111111';

const run = (warehouse: Warehouse, text: string) => warehouse.query({ sql: text, parameters: [] }, context());

async function faultOf(promise: Promise<unknown>): Promise<AssayError> {
  return await promise.then(
    () => expect.fail('It should have failed.'),
    (error: AssayError) => error,
  );
}

describe.each(engines)('statements of $id', ({ id }) => {
  const open = freshWarehouse(id);

  it.each([
    'select 1; select 2',
    'select 1; drop table cells',
    'select 1;;select 2',
    '',
    '   ',
    '-- nothing',
    '/* nothing */ ;',
  ])('refuses %j: exactly one statement a call', async (text) => {
    const warehouse = await open();
    await expect(run(warehouse, text)).rejects.toMatchObject({ code: 'WAREHOUSE_SYNTAX' });
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it.each(['select 1;', '-- why\nselect 1', 'select 1 -- why', "select 1 where 'a;b' <> ';'"])(
    'takes %j as one statement',
    async (text) => {
      expect((await run(await open(), text)).rowCount).toBe(1);
    },
  );

  it.each([
    "insert into cells (label) values ('x')",
    "update cells set label = 'x'",
    'delete from cells',
    'drop table cells',
    'create table other (a integer)',
    'create temporary table other (a integer)',
    'create view other as select 1 as a',
    'alter table cells add column other integer',
    'begin',
    'commit',
    "explain analyze insert into cells (label) values ('x')",
    'explain analyze select 1',
    "with a as (select 1) insert into cells (label) select 'x' from a",
  ])('a query may not: %s', async (text) => {
    const warehouse = await open();
    const fault = await faultOf(run(warehouse, text));
    expect(['WAREHOUSE_READ_ONLY', 'WAREHOUSE_PERMISSION']).toContain(fault.code);
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it('estimates without running, or says that it cannot', async () => {
    const warehouse = await open();
    const { signal } = new AbortController();
    const estimate = await warehouse.estimate({ sql: 'select * from cells', parameters: [] }, signal);
    for (const figure of [estimate.rows, estimate.bytes]) expect(figure === null || figure >= 0).toBe(true);
    await expect(warehouse.estimate({ sql: 'delete from cells', parameters: [] }, signal)).rejects.toMatchObject({
      code: 'WAREHOUSE_READ_ONLY',
    });
  });

  it('names a missing table and a missing column', async () => {
    const warehouse = await open();
    expect(await faultOf(run(warehouse, 'select * from no_such_table'))).toMatchObject({
      code: 'WAREHOUSE_NOT_FOUND',
      message: expect.stringContaining('no_such_table') as string,
    });
    expect(await faultOf(run(warehouse, 'select no_such_column from cells'))).toMatchObject({
      code: 'WAREHOUSE_NOT_FOUND',
      message: expect.stringContaining('no_such_column') as string,
    });
  });

  it('counts placeholders', async () => {
    const fault = await faultOf(run(await open(), 'select 1 + $1'));
    expect(fault.code).toBe('WAREHOUSE_SYNTAX');
  });

  it.each([
    `select cast('${secret}' as integer)`,
    `select cast('${secret}' as date)`,
    `selec '${secret}'`,
    `select '${secret}' from`,
    `select * from cells where label = '${secret}' and`,
    `select no_such_function('${secret}')`,
    `select * from cells where no_such_column = '${secret}'`,
    `select '${secret}' + 1`,
    `select * from "${secret}"`,
    `select "${secret}" from cells`,
    `select 1 as "${secret}" union select 'a' union select 1, 2`,
    `delete from cells where label = '${secret}'`,
    `select 1; select '${secret}'`,
  ])('no word of the statement leaks from: %s', async (text) => {
    expectNoSecret(await faultOf(run(await open(), text)));
  });

  it('no parameter leaks', async () => {
    const warehouse = await open();
    expectNoSecret(await faultOf(compute(warehouse, sql`cast(${value('str', secret)} as integer)`)));
    expectNoSecret(await faultOf(compute(warehouse, value('date', secret))));
  });

  it('no value of a row leaks', async ({ skip }) => {
    const warehouse = await open();
    const { loader } = warehouse;
    if (loader === null) return skip('the engine has no loader');
    await inLoad(loader, (session) =>
      session.append('cells', cellColumns, [[1, secret, null, null, null, null, null]]),
    );
    expectNoSecret(await faultOf(run(warehouse, 'select cast(label as integer) from cells')));
    expectNoSecret(await faultOf(run(warehouse, 'select cast(label as date) from cells')));
    expectNoSecret(
      await faultOf(
        inLoad(loader, (session) => session.append('cells', cellColumns, [[secret, '', null, null, null, null, null]])),
      ),
    );
    const copy = { sql: 'create table numbers as select cast(label as bigint) as n from cells', parameters: [] };
    expectNoSecret(await faultOf(inLoad(loader, (session) => session.run(copy, context()))));
  });
});

function expectNoSecret(fault: AssayError): void {
  expect(fault.name).toBe('AssayError');
  const shown = `${inspect(fault, { depth: 20, showHidden: true })} ${JSON.stringify(fault)} ${fault.stack ?? ''}`;
  for (const word of secret.split(' ')) expect(shown).not.toContain(word);
}
