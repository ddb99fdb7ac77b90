import { describe, expect, it } from 'vitest';
import type { BucketGrain } from '@assay/contract';
import { sql } from 'kysely';
import { compute, computeColumns, context, value } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';

type Bucket = Exclude<BucketGrain, 'none'>;

/** Worked out by hand from the calendar and the zones' rules. */
const buckets: readonly (readonly [instant: string, grain: Bucket, zone: string, start: string])[] = [
  // ISO weeks at the turn of the year: 2024-12-30 is a Monday, of week 1 of 2025.
  ['2024-12-29T23:59:59.999999Z', 'week', 'UTC', '2024-12-23'],
  ['2024-12-30T00:00:00Z', 'week', 'UTC', '2024-12-30'],
  ['2025-01-05T23:59:59.999999Z', 'week', 'UTC', '2024-12-30'],
  ['2025-01-06T00:00:00Z', 'week', 'UTC', '2025-01-06'],
  // 2021-01-03 is a Sunday, of week 53 of 2020.
  ['2021-01-03T12:00:00Z', 'week', 'UTC', '2020-12-28'],
  ['2021-01-04T00:00:00Z', 'week', 'UTC', '2021-01-04'],
  // Before 1970 as well: 1969-12-29 is a Monday.
  ['1969-12-31T23:59:59.999999Z', 'week', 'UTC', '1969-12-29'],
  ['2024-02-29T23:59:59.999999Z', 'day', 'UTC', '2024-02-29'],
  ['2024-02-29T23:59:59.999999Z', 'month', 'UTC', '2024-02-01'],
  ['2024-03-31T23:59:59.999999Z', 'quarter', 'UTC', '2024-01-01'],
  ['2024-04-01T00:00:00Z', 'quarter', 'UTC', '2024-04-01'],
  ['2024-12-31T23:59:59.999999Z', 'quarter', 'UTC', '2024-10-01'],
  // Berlin springs forward on Sunday 2024-03-31, a day of 23 hours: 23:00Z the day before until 22:00Z.
  ['2024-03-30T22:59:59.999999Z', 'day', 'Europe/Berlin', '2024-03-30'],
  ['2024-03-30T23:00:00Z', 'day', 'Europe/Berlin', '2024-03-31'],
  ['2024-03-31T21:59:59.999999Z', 'day', 'Europe/Berlin', '2024-03-31'],
  ['2024-03-31T22:00:00Z', 'day', 'Europe/Berlin', '2024-04-01'],
  ['2024-03-31T21:59:59.999999Z', 'week', 'Europe/Berlin', '2024-03-25'],
  ['2024-03-31T22:00:00Z', 'week', 'Europe/Berlin', '2024-04-01'],
  ['2024-03-31T22:00:00Z', 'month', 'Europe/Berlin', '2024-04-01'],
  ['2024-03-31T21:59:59.999999Z', 'quarter', 'Europe/Berlin', '2024-01-01'],
  ['2024-03-31T22:00:00Z', 'quarter', 'Europe/Berlin', '2024-04-01'],
  // Berlin falls back on Sunday 2024-10-27, a day of 25 hours; both of its two-thirties are that day.
  ['2024-10-26T22:00:00Z', 'day', 'Europe/Berlin', '2024-10-27'],
  ['2024-10-27T00:30:00Z', 'day', 'Europe/Berlin', '2024-10-27'],
  ['2024-10-27T01:30:00Z', 'day', 'Europe/Berlin', '2024-10-27'],
  ['2024-10-27T22:59:59.999999Z', 'week', 'Europe/Berlin', '2024-10-21'],
  ['2024-10-27T23:00:00Z', 'week', 'Europe/Berlin', '2024-10-28'],
  // New York: 2024-03-10 has 23 hours, 2024-11-03 has 25.
  ['2024-03-10T04:59:59.999999Z', 'day', 'America/New_York', '2024-03-09'],
  ['2024-03-10T05:00:00Z', 'day', 'America/New_York', '2024-03-10'],
  ['2024-03-11T03:59:59.999999Z', 'week', 'America/New_York', '2024-03-04'],
  ['2024-03-11T04:00:00Z', 'week', 'America/New_York', '2024-03-11'],
  ['2024-11-03T05:30:00Z', 'day', 'America/New_York', '2024-11-03'],
  ['2024-11-03T06:30:00Z', 'day', 'America/New_York', '2024-11-03'],
  ['2024-11-04T04:59:59.999999Z', 'week', 'America/New_York', '2024-10-28'],
  ['2024-11-04T05:00:00Z', 'week', 'America/New_York', '2024-11-04'],
  ['2025-01-01T04:59:59.999999Z', 'quarter', 'America/New_York', '2024-10-01'],
  ['2025-01-01T05:00:00Z', 'quarter', 'America/New_York', '2025-01-01'],
  // Quarters of a fiscal year that begins in February or in March, or in a month of theirs.
  ['2024-01-31T23:59:59.999999Z', 'quarter_from_february', 'UTC', '2023-11-01'],
  ['2024-02-01T00:00:00Z', 'quarter_from_february', 'UTC', '2024-02-01'],
  ['2024-03-31T12:00:00Z', 'quarter_from_february', 'UTC', '2024-02-01'],
  ['2024-05-31T12:00:00Z', 'quarter_from_february', 'UTC', '2024-05-01'],
  ['2024-02-29T22:59:59.999999Z', 'quarter_from_march', 'Europe/Berlin', '2023-12-01'],
  ['2024-02-29T23:00:00Z', 'quarter_from_march', 'Europe/Berlin', '2024-03-01'],
  ['2024-05-31T12:00:00Z', 'quarter_from_march', 'UTC', '2024-03-01'],
  // Half an hour off, and across the date line.
  ['2024-05-31T18:30:00Z', 'month', 'Asia/Kolkata', '2024-06-01'],
  ['2024-05-31T18:29:59.999999Z', 'month', 'Asia/Kolkata', '2024-05-01'],
  ['2024-06-30T10:00:00Z', 'day', 'Pacific/Kiritimati', '2024-07-01'],
];

describe.each(engines)('functions of $id', ({ id, dialect }) => {
  const open = freshWarehouse(id);
  const { functions } = dialect;

  it('bucketOf: ISO weeks, quarters, and days of 23 and 25 hours', async () => {
    const columns = await computeColumns(
      await open(),
      ...buckets.map(([instant, grain, zone]) =>
        functions.bucketOf(functions.dayOf(value('ts', instant), zone), grain),
      ),
    );
    const found = columns.map((column, index) => [...(buckets[index]?.slice(0, 3) ?? []), column.values[0]]);
    expect(found).toEqual(buckets);
    expect(new Set(columns.map((column) => column.type))).toEqual(new Set(['date']));
  });

  it('a null instant has a null day, and that a null bucket', async () => {
    const days = ['UTC', 'Europe/Berlin'].map((zone) => functions.dayOf(value('ts', null), zone));
    const columns = await computeColumns(await open(), ...days, ...days.map((day) => functions.bucketOf(day, 'week')));
    for (const column of columns) expect(column).toMatchObject({ type: 'date', values: [null] });
  });

  it('a bucket is the same expression in SELECT and in GROUP BY', async () => {
    const warehouse = await open();
    const bucket = functions.bucketOf(functions.dayOf(sql.ref('moment'), 'America/New_York'), 'week');
    const statement = dialect.compile(
      sql`select ${bucket} as b, count(*) as n from cells group by ${bucket} order by ${functions.nullsLast(bucket, 'desc')}`,
    );
    expect((await warehouse.query(statement, context())).rowCount).toBe(0);
  });

  it('dayOf', async () => {
    const instant = value('ts', '2024-07-01T03:30:00Z');
    const days = ['UTC', 'Europe/Berlin', 'America/New_York'].map((zone) => functions.dayOf(instant, zone));
    expect(await compute(await open(), ...days)).toEqual(['2024-07-01', '2024-07-01', '2024-06-30']);
  });

  it('dayOf with the offsets of the zone gives the days that the zone gives', async () => {
    const offsets = [
      { until: '2026-03-29T01:00:00Z', seconds: 3600 },
      { until: '2026-10-25T01:00:00Z', seconds: 7200 },
      { until: null, seconds: 3600 },
    ];
    const instants = [
      '2026-03-28T22:59:59.999999Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T00:59:59.999999Z',
      '2026-03-29T21:59:59.999999Z',
      '2026-03-29T22:00:00Z',
      '2026-10-24T21:59:59.999999Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:59.999999Z',
      '2026-10-25T23:00:00Z',
    ];
    const days = (known?: typeof offsets) =>
      instants.map((instant) => functions.dayOf(value('ts', instant), 'Europe/Berlin', known));
    const warehouse = await open();
    const expected = ['28', '29', '29', '29', '30'].map((day) => `2026-03-${day}`);
    expected.push(...['24', '25', '25', '26'].map((day) => `2026-10-${day}`));
    expect(await compute(warehouse, ...days(offsets))).toEqual(expected);
    expect(await compute(warehouse, ...days())).toEqual(expected);
    const [none] = await compute(warehouse, functions.dayOf(value('ts', null), 'Europe/Berlin', offsets));
    expect(none).toBeNull();
  });

  it('same: nulls are equal to each other and to nothing else', async () => {
    const [a, b, none] = ['a', 'b', null].map((text) => value('str', text));
    if (!a || !b || !none) throw new Error('Three values were made.');
    const pairs = [functions.same(a, a), functions.same(a, b), functions.same(a, none), functions.same(none, none)];
    expect(await compute(await open(), ...pairs)).toEqual([true, false, false, true]);
  });

  it.each(["Europe/Berlin'; drop table cells --", 'Nowhere/Atlantis', '', '+01:00', "UTC' "])(
    'the zone %j is refused',
    (zone) => {
      expect(() => functions.dayOf(sql.ref('moment'), zone)).toThrowError(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
    },
  );

  it('countIf and sumIf leave out false and null, and give 0 for no rows', async () => {
    const warehouse = await open();
    const rows = sql`(select 1 as v, true as c union all select 2, false union all select 4, null union all select 8, true union all select null, true) as t`;
    const [v, c] = [sql.ref('v'), sql.ref('c')];
    const ask = async (from: typeof rows) => {
      const statement = dialect.compile(
        sql`select ${functions.countIf(c)} as a, ${functions.sumIf(c, v)} as b from ${from}`,
      );
      return (await warehouse.query(statement, context())).columns.map((column) => column.values[0]);
    };
    expect(await ask(rows)).toEqual([3, 9]);
    expect(await ask(sql`(select 1 as v, true as c where 1 = 0) as t`)).toEqual([0, 0]);
  });

  it('sumIf adds decimals exactly', async () => {
    const amount = functions.sumIf(sql`true`, functions.cast(sql.ref('v'), 'dec'));
    const rows = sql`(select ${value('dec', '0.1')} as v union all select ${value('dec', '0.2')}) as t`;
    const { columns } = await (await open()).query(dialect.compile(sql`select ${amount} as a from ${rows}`), context());
    expect(columns[0]).toMatchObject({ type: 'dec', values: [expect.stringMatching(/^0\.30*$/)] });
  });

  it('multiply: exact, however large the product of two amounts', async () => {
    const dec = (text: string) => functions.cast(value('dec', text), 'dec');
    const [small, large] = await compute(
      await open(),
      functions.multiply(dec('83.2'), dec('14.897')),
      functions.multiply(dec('999999999999.999999'), dec('1000000')),
    );
    expect(String(small)).toMatch(/^1239\.43040*$/);
    expect(String(large)).toMatch(/^999999999999999999(\.0*)?$/);
  });

  it('flag: 1 for true, 0 for false and null', async () => {
    const flags = [true, false, null].map((content) => functions.flag(value('bool', content)));
    expect(await compute(await open(), ...flags)).toEqual([1, 0, 0]);
  });

  it('cast gives every logical type', async () => {
    const texts = {
      str: 'a',
      int: '7',
      dec: '1.5',
      flt: '0.5',
      bool: 'true',
      date: '2024-02-29',
      ts: '2024-02-29T12:00:00.000001Z',
    } as const;
    const types = Object.keys(texts) as (keyof typeof texts)[];
    const columns = await computeColumns(
      await open(),
      ...types.map((type) => functions.cast(value('str', texts[type]), type)),
    );
    expect(columns.map((column) => column.type)).toEqual(types);
    expect(columns.map((column) => column.values[0])).toEqual([
      'a',
      7,
      '1.500000',
      0.5,
      true,
      '2024-02-29',
      '2024-02-29T12:00:00.000001Z',
    ]);
  });

  it('concat and lower; a null makes the whole null', async () => {
    const cells = await compute(
      await open(),
      functions.concat(value('str', 'a'), value('str', ''), value('str', 'É')),
      functions.concat(value('str', 'a'), value('str', null)),
      functions.lower(value('str', 'AbÉ')),
      functions.lower(value('str', null)),
    );
    expect(cells).toEqual(['aÉ', null, 'abé', null]);
  });

  it('joinSorted: one text a group, sorted, nulls left out; equal groups give equal texts', async () => {
    const warehouse = await open();
    const rows = sql`(select 1 as g, 'b' as v union all select 1, 'a' union all select 1, null union all select 1, 'b' union all select 2, '') as t`;
    const joined = functions.joinSorted(sql.ref('v'), '|');
    const statement = dialect.compile(sql`select g, ${joined} as j from ${rows} group by g order by g`);
    expect((await warehouse.query(statement, context())).columns[1]?.values).toEqual(['a|b|b', '']);
  });

  it('replace: every occurrence, and quotes are no end of the text', async () => {
    const cells = await compute(
      await open(),
      functions.replace(value('str', 'a~b~'), '~', '~~'),
      functions.replace(value('str', "it's"), "'", '"'),
      functions.replace(value('str', null), 'a', 'b'),
    );
    expect(cells).toEqual(['a~~b~~', 'it"s', null]);
  });

  it('nullsLast in both directions', async () => {
    const warehouse = await open();
    const rows = sql`(select 1 as v union all select null union all select 2) as t`;
    const sorted = async (direction: 'asc' | 'desc') => {
      const statement = dialect.compile(
        sql`select v from ${rows} order by ${functions.nullsLast(sql.ref('v'), direction)}`,
      );
      return (await warehouse.query(statement, context())).columns[0]?.values;
    };
    expect(await sorted('asc')).toEqual([1, 2, null]);
    expect(await sorted('desc')).toEqual([2, 1, null]);
  });

  it('secondsBetween is a float, signed, to the microsecond', async () => {
    const [from, to] = [value('ts', '2024-03-10T06:59:59.500000Z'), value('ts', '2024-03-10T07:00:00.000001Z')];
    const columns = await computeColumns(
      await open(),
      functions.secondsBetween(from, to),
      functions.secondsBetween(to, from),
      functions.secondsBetween(from, value('ts', null)),
    );
    expect(columns.map((column) => column.type)).toEqual(['flt', 'flt', 'flt']);
    expect(columns.map((column) => column.values[0])).toEqual([0.500001, -0.500001, null]);
  });

  it('addDays moves by 24 hours, whatever the clocks do', async () => {
    const cells = await compute(
      await open(),
      functions.addDays(value('ts', '2024-03-30T12:00:00.000001Z'), 2),
      functions.addDays(value('ts', '2024-03-01T00:00:00Z'), -1),
      functions.addDays(value('ts', '2024-03-01T00:00:00Z'), 0),
    );
    expect(cells).toEqual([
      '2024-04-01T12:00:00.000001Z',
      '2024-02-29T00:00:00.000000Z',
      '2024-03-01T00:00:00.000000Z',
    ]);
    expect(() => functions.addDays(sql.ref('moment'), 0.3)).toThrowError(expect.objectContaining({ code: 'INTERNAL' }));
  });
});
