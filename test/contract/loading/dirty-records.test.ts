import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoRow } from './demo-recipe.ts';
import { csvOf, demoSource } from './demo-recipe.ts';
import { TestDatabase } from './database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const good: DemoRow = ['good', '2024-01-15', 'ok', '12', 't'];
const row = (change: Partial<Record<'id' | 'day' | 'status' | 'ms', string>>): DemoRow => {
  const { id = 'x', day = '2024-01-15', status = 'ok', ms = '12' } = change;
  return [id, day, status, ms, 't'];
};

describe('a cell that is wrong sets its record aside', () => {
  it.each([
    [
      'a number that is none',
      row({ ms: 'soon' }),
      'latency_ms',
      'TYPE',
      'latency_ms is "soon", expected a whole number',
    ],
    [
      'a number with thousands',
      row({ ms: '1,234.50' }),
      'latency_ms',
      'TYPE',
      'latency_ms is "1,234.50", expected a whole number',
    ],
    ['a fraction of a whole', row({ ms: '1.5' }), 'latency_ms', 'TYPE', 'latency_ms is "1.5", expected a whole number'],
    ['not a number', row({ ms: 'NaN' }), 'latency_ms', 'TYPE', 'latency_ms is "NaN", expected a whole number'],
    [
      'a formula',
      row({ ms: "=cmd|' /C calc'!A0" }),
      'latency_ms',
      'TYPE',
      `latency_ms is "=cmd|' /C calc'!A0", expected a whole number`,
    ],
    [
      'more than 64 bits',
      row({ ms: '99999999999999999999' }),
      'latency_ms',
      'TYPE',
      'latency_ms is "99999999999999999999", expected a whole number',
    ],
    [
      'an unknown code',
      row({ status: 'fine' }),
      'status',
      'V-E1',
      'status is "fine", expected one of ok, truncated, error, timeout, blocked',
    ],
    [
      'a negative count',
      row({ ms: '-12' }),
      'latency_ms',
      'V-N1',
      'latency_ms is "-12", expected a number that is not negative',
    ],
    [
      'a mail address as an id',
      row({ id: 'ann@example.org' }),
      'output_id',
      'V-P1',
      'output_id holds a mail address, expected an id that names nobody',
    ],
    [
      'a mail address as a number',
      row({ ms: 'ann@example.org' }),
      'latency_ms',
      'TYPE',
      'latency_ms is "[mail address]", expected a whole number',
    ],
    ['no code', row({ status: '' }), 'status', 'REQUIRED', 'status is missing'],
    ['no key', row({ id: '' }), 'output_id', 'V-K1', 'output_id is missing'],
    ['no time', row({ day: '' }), 'produced_at', 'V-T1', 'produced_at is missing'],
    [
      '1970',
      row({ day: '1970-01-01' }),
      'produced_at',
      'V-T1',
      'produced_at is "1970-01-01", expected an instant after 2015-01-01',
    ],
    [
      'the future',
      row({ day: '2024-06-01T13:00:01Z' }),
      'produced_at',
      'V-T1',
      'produced_at is "2024-06-01T13:00:01Z", expected an instant that is not in the future',
    ],
    [
      'an American day',
      row({ day: '01/15/2024' }),
      'produced_at',
      'TYPE',
      'produced_at is "01/15/2024", expected an instant such as 2026-11-16T09:30:00Z',
    ],
    [
      'a day that is none',
      row({ day: '2024-02-30' }),
      'produced_at',
      'TYPE',
      'produced_at is "2024-02-30", expected an instant such as 2026-11-16T09:30:00Z',
    ],
  ])('%s', async (_, wrong, column, reason, detail) => {
    const source = await demoSource(database, csvOf([good, wrong]));
    const receipt = await database.load(source, { now: new Date('2024-06-01T12:00:00Z') });
    expect(receipt).toMatchObject({ read: 2, loaded: 1, quarantined: 1, reasons: { [reason]: 1 } });
    expect(receipt.examples).toEqual([{ record: 2, line: 3, column, reason, detail }]);
    expect(await database.rows('select output_id from fact_output')).toEqual([{ output_id: 'good' }]);
  });

  it.each([
    ['an hour ahead', row({ day: '2024-06-01T13:00:00Z' })],
    ['a whole number with a point', row({ ms: '12.0' })],
    ['an offset', row({ day: '2024-01-15T10:00:00+02:00' })],
    ['no number where none is needed', row({ ms: '' })],
  ])('but not %s', async (_, right) => {
    const receipt = await database.load(await demoSource(database, csvOf([right])), {
      now: new Date('2024-06-01T12:00:00Z'),
    });
    expect(receipt).toMatchObject({ read: 1, loaded: 1, quarantined: 0 });
  });

  it('reports every fault of a record, counts it once, and cuts what it repeats', async () => {
    const receipt = await database.load(
      await demoSource(database, csvOf([row({ ms: 'x'.repeat(500), status: 'fine' })])),
    );
    expect(receipt).toMatchObject({ quarantined: 1, reasons: { 'V-E1': 1 } });
    const kept = await database.rows(
      'select column_name, length(detail) as n from assay_state.quarantine order by column_name',
    );
    expect(kept).toEqual([
      { column_name: 'latency_ms', n: 'latency_ms is "", expected a whole number'.length + 80 },
      { column_name: 'status', n: 'status is "fine", expected one of ok, truncated, error, timeout, blocked'.length },
    ]);
  });
});

describe('a row that cannot be read as cells is set aside', () => {
  it('with its record, its line and the text, empty lines and line ends in cells before it counted rightly', async () => {
    const text = `id,day,status,ms,tag
a,2024-01-15,ok,1,"two
lines"

b,2024-01-15,ok
c,2024-01-15,ok,1,t
d,2024-01-15,ok,1,t,more
e,2024-01-15,"o"k,1,t

f,2024-01-15,ok,1,t
`;
    const receipt = await database.load(await demoSource(database, text));
    expect(receipt).toMatchObject({ read: 6, loaded: 3, quarantined: 3, reasons: { MALFORMED: 3 } });
    expect(receipt.examples).toEqual([
      { record: 2, line: 5, column: null, reason: 'MALFORMED', detail: 'it has fewer cells than the header' },
      { record: 4, line: 7, column: null, reason: 'MALFORMED', detail: 'it has more cells than the header' },
      {
        record: 5,
        line: 8,
        column: null,
        reason: 'MALFORMED',
        detail: 'text follows a closed quote',
      },
    ]);
    expect(await database.rows('select record, raw from assay_state.quarantine order by record')).toEqual([
      { record: 2, raw: 'b,2024-01-15,ok' },
      { record: 4, raw: 'd,2024-01-15,ok,1,t,more' },
      { record: 5, raw: 'e,2024-01-15,"o"k,1,t' },
    ]);
    expect(await database.rows('select output_id from fact_output order by 1')).toEqual(
      ['a', 'c', 'f'].map((id) => ({ output_id: id })),
    );
  });

  it('when it is not UTF-8, or longer than 8 MB', async () => {
    const [head, tail] = [
      Buffer.from('id,day,status,ms,tag\na,2024-01-15,ok,1,'),
      Buffer.from(`\nb,2024-01-15,ok,1,${'x'.repeat(9_000_000)}\nc,2024-01-15,ok,1,t\n`),
    ];
    const receipt = await database.load(
      await demoSource(database, Buffer.concat([head, Buffer.from([0xff, 0xfe]), tail])),
    );
    expect(receipt).toMatchObject({ read: 3, loaded: 1, quarantined: 2 });
    expect(receipt.examples.map(({ record, line, detail }) => [record, line, detail])).toEqual([
      [1, 2, 'it is not UTF-8'],
      [2, 3, 'it is longer than 8 MB'],
    ]);
  });

  it('numbers records rightly over many pieces of a larger file', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) =>
      index % 5_000 === 4_999
        ? `r${index + 1},2024-01-15`
        : `r${index + 1},2024-01-15,ok,1,"${'x'.repeat(200)}\n${index}"`,
    );
    const receipt = await database.load(await demoSource(database, `id,day,status,ms,tag\n${lines.join('\n')}\n`), {
      dryRun: true,
    });
    expect(receipt).toMatchObject({ read: 40_000, loaded: 39_992, quarantined: 8 });
    // Of 5,000 records 4,999 have two lines, the last has one.
    expect(receipt.examples.map(({ record, line }) => [record, line])).toEqual(
      Array.from({ length: 8 }, (_, index) => [5_000 * (index + 1), 9_999 * (index + 1) + 1]),
    );
  });
});

describe('keys', () => {
  it('records that contradict each other are all set aside, those that repeat each other are one', async () => {
    const a = row({ id: 'a' });
    const receipt = await database.load(
      await demoSource(
        database,
        csvOf([
          a,
          row({ id: 'b' }),
          row({ id: 'b', ms: '13' }),
          a,
          row({ id: 'c', ms: '7' }),
          row({ id: 'c', ms: '7.0' }),
        ]),
      ),
    );
    expect(receipt).toMatchObject({
      read: 6,
      loaded: 2,
      unchanged: 0,
      quarantined: 2,
      ignored: 2,
      reasons: { 'V-K1': 2, repeat: 2 },
    });
    expect(receipt.examples.map(({ record }) => record)).toEqual([2, 3]);
    expect(await database.rows('select output_id from fact_output order by 1')).toEqual([
      { output_id: 'a' },
      { output_id: 'c' },
    ]);
  });

  it('a record that is out for another reason contradicts nobody', async () => {
    const receipt = await database.load(
      await demoSource(database, csvOf([row({ id: 'a', status: 'fine' }), row({ id: 'a' })])),
    );
    expect(receipt).toMatchObject({ loaded: 1, quarantined: 1, reasons: { 'V-E1': 1 } });
  });

  it('a record of which the recipe makes no row is ignored', async () => {
    const receipt = await database.load(await demoSource(database, csvOf([good, ['s', '', '', '', 'skip']])));
    expect(receipt).toMatchObject({ read: 2, loaded: 1, ignored: 1, reasons: { no_rows: 1 } });
  });

  it('a row of no single record is set aside by itself', async () => {
    const source = await demoSource(database, csvOf([good, row({ id: 'b' })]));
    const twoTitles = {
      table: 'dim_workflow',
      sql: `select tag as workflow_id, timestamptz '1900-01-01' as valid_from, id as title from source`,
    } as const;
    if (source.kind !== 'file') throw new Error('a file was expected');
    const selects = source.recipe.selects.map((select) => (select.table === 'dim_workflow' ? twoTitles : select));
    const receipt = await database.load({ ...source, recipe: { ...source.recipe, selects } });
    expect(receipt).toMatchObject({ read: 2, loaded: 2, quarantined: 0, tables: { dim_workflow: { inserted: 0 } } });
    expect(receipt.examples).toEqual([expect.objectContaining({ record: null, reason: 'V-K1' })]);
    expect(await database.value('select count(*) from assay_state.quarantine where record is null')).toBe(2);
  });
});

describe('what names people', () => {
  it('is kept of no record that is set aside, whatever is wrong with it', async () => {
    const text = `${csvOf([good, row({ id: 'ann@example.org' }), row({ id: 'y', ms: 'bob@example.org' })])}x,"ann@example.org\n`;
    const receipt = await database.load(await demoSource(database, text));
    expect(receipt).toMatchObject({ read: 4, loaded: 1, quarantined: 3 });
    const kept = JSON.stringify(await database.rows('select * from assay_state.quarantine'));
    expect(kept).toContain('[mail address]');
    expect(kept).not.toContain('example.org');
    expect(JSON.stringify(receipt.examples)).not.toContain('example.org');
  });

  it('a line of 200 MB among others is one record that is too long', async () => {
    const text = Buffer.concat([
      Buffer.from(csvOf([good])),
      Buffer.alloc(200_000_000, 'x'),
      Buffer.from('\n' + csvOf([row({ id: 'z' })]).split('\n')[1]),
    ]);
    const receipt = await database.load(await demoSource(database, text));
    expect(receipt).toMatchObject({ read: 3, loaded: 2, quarantined: 1, reasons: { MALFORMED: 1 } });
    expect(receipt.examples).toEqual([
      { record: 2, line: 3, column: null, reason: 'MALFORMED', detail: 'it is longer than 8 MB' },
    ]);
  });
});
