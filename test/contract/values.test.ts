import { describe, expect, it } from 'vitest';
import { inLoad } from '@assay/warehouse';
import { sql } from 'kysely';
import { compute, computeColumns, context, value } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';
import { cellColumns } from './harnesses.ts';

/** In: the value of a parameter. Out: the cell, the same unless said otherwise. */
const exact = [
  ['int', 0, 0],
  ['int', -1, -1],
  ['int', 9007199254740991, 9007199254740991],
  ['int', '9007199254740991', 9007199254740991],
  ['int', '9007199254740993', '9007199254740993'],
  ['int', '-9223372036854775808', '-9223372036854775808'],
  ['dec', '0.1', '0.1'],
  ['dec', '-0.000001', '-0.000001'],
  ['dec', '123456789012.345678', '123456789012.345678'],
  ['flt', 0.1, 0.1],
  ['flt', 1e-308, 1e-308],
  ['flt', 1.7976931348623157e308, 1.7976931348623157e308],
  ['bool', true, true],
  ['bool', false, false],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '1900-01-01', '1900-01-01'],
  ['date', '9999-12-31', '9999-12-31'],
  ['ts', '2024-03-31T01:30:00.123456Z', '2024-03-31T01:30:00.123456Z'],
  ['ts', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000000Z'],
  ['ts', '1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
  ['ts', '1900-01-01T00:00:00.000001Z', '1900-01-01T00:00:00.000001Z'],
  ['str', '', ''],
  ['str', "it's", "it's"],
  ['str', 'Größe 数据 🙂 e\u0301 \u202eabc', 'Größe 数据 🙂 e\u0301 \u202eabc'],
  ['str', 'line\nline\ttab\\ $1 ? :name %', 'line\nline\ttab\\ $1 ? :name %'],
] as const;

/** The two instants of Berlin's repeated hour, and both sides of New York's missing one. */
const aroundClockChanges = [
  '2024-10-27T00:30:00.000000Z',
  '2024-10-27T01:30:00.000000Z',
  '2024-03-10T06:59:59.999999Z',
  '2024-03-10T07:00:00.000000Z',
];

describe.each(engines)('values of $id', ({ id, dialect }) => {
  const open = freshWarehouse(id);

  it.each(exact)('%s %j arrives as %j', async (type, given, expected) => {
    const [column] = await computeColumns(await open(), value(type, given));
    expect(column?.type).toBe(type);
    expect(column?.values).toEqual([expected]);
  });

  it.each(['str', 'int', 'dec', 'flt', 'bool', 'date', 'ts'] as const)(
    'a null of type %s keeps its type',
    async (type) => {
      const [column] = await computeColumns(await open(), value(type, null));
      expect(column).toMatchObject({ type, values: [null] });
    },
  );

  it('empty text is not null', async () => {
    const warehouse = await open();
    const cells = await compute(warehouse, sql`${value('str', '')} is null`, sql`${value('str', null)} is null`);
    expect(cells).toEqual([false, true]);
  });

  it('0.1 + 0.2 is 0.3 in decimals', async () => {
    const sum = sql`${dialect.functions.cast(value('dec', '0.1'), 'dec')} + ${dialect.functions.cast(value('dec', '0.2'), 'dec')}`;
    const [cell] = await compute(await open(), sum);
    expect(cell).toMatch(/^0\.30*$/);
  });

  it('instants around clock changes stay apart', async () => {
    const cells = await compute(await open(), ...aroundClockChanges.map((instant) => value('ts', instant)));
    expect(cells).toEqual(aroundClockChanges);
  });

  it.each([
    ['int', 9007199254740992],
    ['int', 1.5],
    ['int', '1e3'],
    ['dec', 0.1],
    ['dec', '1e-3'],
    ['dec', '1,5'],
    ['flt', '1'],
    ['bool', 1],
    ['date', '2024-02-30'],
    ['date', '2024-2-1'],
    ['ts', '2024-01-01'],
    ['ts', '2024-01-01T00:00:00+01:00'],
    ['ts', '2024-02-30T00:00:00Z'],
    ['ts', '2024-01-01T25:00:00Z'],
    ['str', 5],
    ['str', 'half a pair \ud83d'],
  ] as const)('a parameter %s %j is refused', async (type, given) => {
    await expect(compute(await open(), value(type, given))).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  });

  it('a value without a logical type is refused before anything is sent', () => {
    expect(() => dialect.compile(sql`select ${5}`)).toThrowError(expect.objectContaining({ code: 'INTERNAL' }));
    expect(() => dialect.compile(sql`select ${new Date(0)}`)).toThrowError(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
    expect(() => dialect.compile(sql`select ${{ type: 'date' }}`)).toThrowError(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });

  it('a row of every type goes in and comes out the same', async ({ skip }) => {
    const warehouse = await open();
    const { loader } = warehouse;
    if (loader === null) return skip('the engine has no loader');
    const rows = [
      ['9007199254740993', 'é', '0.300000', 0.1, true, '2024-02-29', '2024-03-31T01:30:00.123456Z'],
      [2, '', '-999999999999.999999', -0.5, false, '1900-01-01', '1969-12-31T23:59:59.999999Z'],
      [null, null, null, null, null, null, null],
    ];
    const count = await inLoad(loader, (session) => session.append('cells', cellColumns, rows));
    expect(count).toBe(3);
    const { columns } = await warehouse.query({ sql: 'select * from cells order by score', parameters: [] }, context());
    expect(columns.map(({ name, type }) => ({ name, type }))).toEqual(cellColumns);
    expect(columns.map(({ values }) => values)).toEqual(
      rows[0]?.map((_, place) => [rows[1]?.[place], rows[0]?.[place], null]),
    );
  });

  it('an empty result still has its columns', async () => {
    const { columns, rowCount } = await (await open()).query({ sql: 'select * from cells', parameters: [] }, context());
    expect(rowCount).toBe(0);
    expect(columns).toEqual(cellColumns.map((column) => ({ ...column, values: [] })));
  });
});
