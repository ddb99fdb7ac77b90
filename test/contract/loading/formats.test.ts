import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase, writeRecipe } from './database.ts';
import { csvOf, demoSource } from './demo-recipe.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const outputs = () =>
  database.rows('select output_id, produced_at, status, latency_ms, workflow_id from fact_output order by 1');
const expected = [
  {
    output_id: 'a',
    produced_at: '2024-01-15T00:00:00.000000Z',
    status: 'ok',
    latency_ms: 12,
    workflow_id: 'two\nlines, "quoted"',
  },
  {
    output_id: 'b',
    produced_at: '2024-01-16T08:30:00.123456Z',
    status: 'error',
    latency_ms: null,
    workflow_id: '\u00fcml\u00e4ut \u{1f600}',
  },
];
const rows = [
  ['a', '2024-01-15', 'ok', '12', 'two\nlines, "quoted"'],
  ['b', '2024-01-16T09:30:00.123456+01:00', 'error', '', '\u00fcml\u00e4ut \u{1f600}'],
] as const;

describe('one recipe, the same rows from', () => {
  it.each([
    ['CSV', csvOf(rows)],
    ['CSV as spreadsheets save it', `\ufeff${csvOf(rows, '\r\n')}`],
    ['CSV with both kinds of line ends', csvOf(rows, '\r\n').replace('\r\n', '\n')],
    ['CSV with old line ends', csvOf(rows, '\r')],
    ['CSV without a last line end', csvOf(rows).trimEnd()],
    [
      'CSV with its columns in another order',
      'tag,ms,status,day,id\n"two\nlines, ""quoted""",12,ok,2024-01-15,a\n\u00fcml\u00e4ut \u{1f600},,error,2024-01-16T09:30:00.123456+01:00,b\n',
    ],
  ])('%s', async (_, text) => {
    expect(await database.load(await demoSource(database, text))).toMatchObject({ read: 2, loaded: 2 });
    expect(await outputs()).toEqual(expected);
  });

  it.each([
    ['CSV', 'csv', csvOf(rows)],
    ['TSV', 'tsv', csvOf(rows).replaceAll(/,(?! )/g, '\t')],
    [
      'JSON lines',
      'jsonl',
      rows.map(([id, day, status, ms, tag]) => JSON.stringify({ id, day, status, tag, ms: ms || null })).join('\n'),
    ],
  ] as const)('%s that gzip packed, in several parts too, whatever its name', async (_, format, text) => {
    const bytes = Buffer.from(text);
    const parts = Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))]);
    expect(await database.load(await demoSource(database, parts, format))).toMatchObject({ read: 2, loaded: 2 });
    expect(await outputs()).toEqual(expected);
    expect(await database.load(await demoSource(database, text, format))).toMatchObject({ unchanged: 2 });
  });

  it('TSV', async () => {
    const text = `id\tday\tstatus\tms\ttag\na\t2024-01-15\tok\t12\t"two\nlines, ""quoted"""\nb\t2024-01-16T09:30:00.123456+01:00\terror\t\t\u00fcml\u00e4ut \u{1f600}\n`;
    expect(await database.load(await demoSource(database, text, 'tsv'))).toMatchObject({ read: 2, loaded: 2 });
    expect(await outputs()).toEqual(expected);
  });

  it('JSON lines', async () => {
    const lines = rows.map(([id, day, status, ms, tag]) =>
      JSON.stringify({ id, day, status, tag, ...(ms === '' ? {} : { ms: Number(ms) }) }),
    );
    expect(await database.load(await demoSource(database, `${lines.join('\n\n')}\n`, 'jsonl'))).toMatchObject({
      read: 2,
      loaded: 2,
    });
    expect(await outputs()).toEqual(expected);
  });

  it('Parquet', async () => {
    const source = await demoSource(database, '', 'parquet');
    await database.execute(`copy (
      select * from (values
        ('a', timestamptz '2024-01-15', 'ok', 12, 'two' || chr(10) || 'lines, "quoted"'),
        ('b', timestamptz '2024-01-16 08:30:00.123456Z', 'error', null, '\u00fcml\u00e4ut \u{1f600}')
      ) rows(id, day, status, ms, tag)) to '${join(database.files, 'demo.parquet')}' (format parquet)`);
    expect(await database.load(source)).toMatchObject({ read: 2, loaded: 2 });
    expect(await outputs()).toEqual(expected);
  });
});

describe('JSON lines that are wrong', () => {
  it('have an empty text where a cell must be filled', async () => {
    const recipe = await writeRecipe(database, {
      'recipe.yaml': 'name: demo\ntitle: Demo\nformat: jsonl\ncolumns: { id: { filled: true }, day: {} }\n',
      'fact_output.sql': `select _record, id as output_id, 'eval' as environment, day as produced_at, 'ok' as status from source`,
    });
    const file = await database.file('demo.jsonl', '{"id":"","day":"2024-01-15"}\n{"id":null,"day":"2024-01-15"}\n');
    const receipt = await database.load({ kind: 'file', file, recipe, settings: {} });
    expect(receipt).toMatchObject({ read: 2, loaded: 0, quarantined: 2, reasons: { REQUIRED: 2 } });
  });

  it('are set aside with their line', async () => {
    const fine = '{"id":"a","day":"2024-01-15","status":"ok","ms":1,"tag":"t"}';
    const text = `${fine}\n\n{"id":"b"\n[1]\n"text"\n{"id":"c","day":"2024-01-15","status":"ok"}\n`;
    const receipt = await database.load(await demoSource(database, text, 'jsonl'));
    expect(receipt).toMatchObject({ read: 5, loaded: 2, quarantined: 3, reasons: { MALFORMED: 3 } });
    expect(receipt.examples.map(({ record, line, detail }) => [record, line, detail])).toEqual([
      [2, 3, 'it is not a JSON object'],
      [3, 4, 'it is not a JSON object'],
      [4, 5, 'it is not a JSON object'],
    ]);
    expect(await database.rows('select raw from assay_state.quarantine order by record')).toEqual(
      ['{"id":"b"', '[1]', '"text"'].map((raw) => ({ raw })),
    );
  });

  it('of another kind are refused', async () => {
    const source = await demoSource(database, '{"a":1}\n', 'jsonl');
    await expect(database.load(source)).rejects.toMatchObject({ code: 'FILE_NOT_RECOGNISED' });
  });
});

it('a file that is no Parquet, or a broken one, is refused', async () => {
  for (const [text, what] of [
    ['id,day\n', 'is not a Parquet file'],
    ['PAR1 and then nothing', 'is a damaged Parquet file'],
  ] as const) {
    const source = await demoSource(database, text, 'parquet');
    await expect(database.load(source)).rejects.toMatchObject({
      code: 'FILE_NOT_RECOGNISED',
      message: expect.stringContaining(what) as string,
    });
  }
});

it('a name that looks like a pattern is one file', async () => {
  const source = await demoSource(database, '');
  if (source.kind !== 'file') throw new Error('a file was expected');
  await database.file('demo1.csv', csvOf([['wrong', '2024-01-15', 'ok', '1', 't']]));
  const file = await database.file("de'mo[1]*.csv", csvOf([['right', '2024-01-15', 'ok', '1', 't']]));
  expect(await database.load({ ...source, file })).toMatchObject({ read: 1, loaded: 1 });
  expect(await database.rows('select output_id from fact_output')).toEqual([{ output_id: 'right' }]);
});

it('an optional column may be absent', async () => {
  const recipe = await writeRecipe(database, {
    'recipe.yaml': 'name: demo\ntitle: Demo\nformat: csv\ncolumns: { id: {}, note: { required: false } }\n',
    'dim_workflow.sql': `select _record, id as workflow_id, timestamptz '1900-01-01' as valid_from, note as title from source`,
  });
  const file = await database.file('x.csv', 'id\na\n');
  await database.load({ kind: 'file', file, recipe, settings: {} });
  expect(await database.rows('select workflow_id, title from dim_workflow')).toEqual([
    { workflow_id: 'a', title: null },
  ]);
});

it('decimals, floats and flags of a file are exact, or set aside', async () => {
  const recipe = await writeRecipe(database, {
    'recipe.yaml': 'name: demo\ntitle: Demo\nformat: csv\ncolumns: { id: {}, cost: {}, valid: {} }\n',
    'fact_output.sql': `select _record, id as output_id, 'production' as environment, 'm' as model_version_id, '2024-01-15' as produced_at, 'ok' as status,
      cost as cost_amount, valid as schema_valid from source`,
  });
  const text =
    'id,cost,valid\na,1234567.12345678,true\nb,0.100000000,FALSE\nc,0.123456789,true\nd,1e3,true\ne,12345678901.5,true\nf,1,maybe\n';
  const file = await database.file('x.csv', text);
  const receipt = await database.load({ kind: 'file', file, recipe, settings: {} });
  expect(receipt).toMatchObject({ read: 6, loaded: 2, quarantined: 4, reasons: { TYPE: 4 } });
  expect(receipt.examples.map(({ record, column }) => [record, column])).toEqual([
    [3, 'cost_amount'],
    [4, 'cost_amount'],
    [5, 'cost_amount'],
    [6, 'schema_valid'],
  ]);
  expect(await database.rows('select output_id, cost_amount, schema_valid from fact_output order by 1')).toEqual([
    { output_id: 'a', cost_amount: '1234567.12345678', schema_valid: true },
    { output_id: 'b', cost_amount: '0.10000000', schema_valid: false },
  ]);
});

it('a Parquet file that the database was not opened to read is out of its reach', async () => {
  const source = await demoSource(database, '', 'parquet');
  const outside = join(database.directory, 'outside.parquet');
  await writeFile(outside, 'PAR1');
  await expect(database.load({ ...source, file: outside })).rejects.toMatchObject({
    code: 'WAREHOUSE_PERMISSION',
  });
});
