import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { ask, compute, context, value } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';

const hostile = [
  "'",
  "''",
  "'; drop table cells; --",
  "' or 1 = 1 --",
  "') or true; --",
  "' union select 'x' --",
  '"; drop table cells; --',
  '\\',
  "\\'; drop table cells; --",
  '$1',
  '$$',
  '?',
  ':name',
  '%',
  '_',
  '/*',
  '*/ or 1=1 /*',
  '--',
  '\u0000',
  "\u0000'; drop table cells; --",
  '\ufeff; drop table cells',
  'ʼ; drop table cells; --',
  '\u202e',
  'x'.repeat(100_000),
];

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...hostile));
const runs = { numRuns: 150 };

describe.each(engines)('hostile values on $id', ({ id, dialect, harness }) => {
  const open = freshWarehouse(id);

  it('any text comes back as it is', async () => {
    const warehouse = await open();
    await fc.assert(
      fc.asyncProperty(anyText.filter(harness.isFaithful), async (text) => {
        expect(await compute(warehouse, value('str', text))).toEqual([text]);
      }),
      runs,
    );
  });

  it('any 64-bit integer comes back as it is', async () => {
    const warehouse = await open();
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), async (integer) => {
        const [cell] = await compute(warehouse, value('int', integer.toString()));
        expect(String(cell)).toBe(integer.toString());
        expect(typeof cell).toBe(Number.isSafeInteger(Number(integer)) ? 'number' : 'string');
      }),
      runs,
    );
  });

  it('any float comes back as it is', async () => {
    const warehouse = await open();
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (float) => {
        expect(await compute(warehouse, value('flt', float))).toEqual([float]);
      }),
      runs,
    );
  });

  it('any decimal of 18 digits comes back as it is', async () => {
    const warehouse = await open();
    const decimals = fc.tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
      fc.integer({ min: 0, max: 999_999 }),
    );
    await fc.assert(
      fc.asyncProperty(decimals, async ([negative, whole, fraction]) => {
        const isNegative = negative && (whole > 0n || fraction > 0);
        const text = `${isNegative ? '-' : ''}${whole}.${String(fraction).padStart(6, '0')}`;
        expect(await compute(warehouse, value('dec', text))).toEqual([text]);
      }),
      runs,
    );
  });

  it('any instant comes back as it is', async () => {
    const warehouse = await open();
    const instants = fc.tuple(
      fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    );
    await fc.assert(
      fc.asyncProperty(instants, async ([date, micros]) => {
        const text = `${date.toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
        expect(await compute(warehouse, value('ts', text), value('date', text.slice(0, 10)))).toEqual([
          text,
          text.slice(0, 10),
        ]);
      }),
      runs,
    );
  });

  it('no text changes how many rows a statement gives', async () => {
    const warehouse = await open();
    const rows = sql`(select 1 as a union all select 2 union all select 3) as t`;
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (one, two) => {
        const statement = dialect.compile(
          sql`select a, ${value('str', one)} as b from ${rows} where ${value('str', two)} = ${value('str', two)}`,
        );
        expect((await warehouse.query(statement, context())).rowCount).toBe(3);
        const none = dialect.compile(
          sql`select a from ${rows} where ${value('str', `${one}x`)} = ${value('str', one)}`,
        );
        expect((await warehouse.query(none, context())).rowCount).toBe(0);
      }),
      runs,
    );
    expect(await ask(warehouse, 'select count(*) from cells')).toEqual([0]);
  });

  it('no name leaves its quotes', async () => {
    const warehouse = await open();
    const names = hostile.filter((name) => name.length < 1000 && !name.includes('\u0000') && harness.isFaithful(name));
    for (const name of names) {
      const statement = dialect.compile(sql`select 1 as ${sql.id(name)}`);
      const { columns, rowCount } = await warehouse.query(statement, context());
      expect({ names: columns.map((column) => column.name), rowCount }).toEqual({ names: [name], rowCount: 1 });
    }
  });
});
