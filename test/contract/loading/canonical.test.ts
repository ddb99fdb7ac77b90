import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase, shippedSource } from './database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

type Settings = Readonly<Record<string, string>>;

async function load(name: string, content: string | Uint8Array, settings: Settings = {}) {
  return await database.load(await shippedSource('canonical', await database.file(name, content), settings));
}

async function refusal(name: string, content: string | Uint8Array, settings: Settings = {}) {
  const error: unknown = await load(name, content, settings).catch((caught: unknown) => caught);
  const { code, message, hint } = error as { code: string; message: string; hint: string };
  return { code, message: message.replaceAll(`${database.files}/${name}`, 'FILE'), hint };
}

const output = 'output_id,environment,model_version_id,produced_at,status';
const row = 'o1,production,m,2024-01-15T09:30:00Z,ok';

describe('the table of a file with canonical columns', () => {
  it('is the only one that they fit', async () => {
    expect(await load('x.csv', `${output}\n${row}\n`)).toMatchObject({
      source: 'canonical',
      read: 1,
      loaded: 1,
      tables: { fact_output: { inserted: 1 } },
    });
    expect(await database.rows('select output_id, source_system, latency_ms, source_id from fact_output')).toEqual([
      { output_id: 'o1', source_system: 'canonical', latency_ms: null, source_id: null },
    ]);
  });

  it('is the one that is said, of the source that is said', async () => {
    const settings = { table: 'dim_workflow', source: 'crm' };
    const receipt = await load('x.csv', 'workflow_id,valid_from\ncheckout,1900-01-01\n', settings);
    expect(receipt).toMatchObject({ source: 'crm', loaded: 1, tables: { dim_workflow: { inserted: 1 } } });
    expect(await database.value('select source_system from dim_workflow')).toBe('crm');
    expect(await database.value('select settings from assay_state.loads')).toBe(
      '{"table":"dim_workflow","source":"crm"}',
    );
  });

  it('may name the record in its source, and when that changed it', async () => {
    await load('x.csv', `${output},source_id,updated_at\n${row},17,2024-01-16T00:00:00Z\n`);
    expect(
      await load('x.csv', `${output},source_id,updated_at\n${row.replace('ok', 'error')},17,2024-01-15T10:00:00Z\n`),
    ).toMatchObject({
      ignored: 1,
      reasons: { older: 1 },
    });
    expect(await database.rows('select source_id, status from fact_output')).toEqual([
      { source_id: '17', status: 'ok' },
    ]);
  });

  it('is none where the columns are of no table, or of several', async () => {
    expect(await refusal('x.csv', 'Ann Lee,ann@example.org\nBob,bob@example.org\n')).toEqual({
      code: 'FILE_NOT_RECOGNISED',
      message: 'FILE is not what the recipe canonical reads: the model knows 0 of its 2 columns.',
      hint: 'Check that the file has a header, and that the recipe is the one for it. Columns are called as in docs/model.md.',
    });
    expect(
      await refusal('x.csv', 'locale,risk_tier,suite_id,created_at,nothing,else,here,at,all\n1,2,3,4,5,6,7,8,9\n'),
    ).toMatchObject({
      message: 'FILE is not what the recipe canonical reads: the model knows 4 of its 9 columns.',
    });
    expect(await refusal('x.csv', 'title,workflow_id\nv,b\n')).toEqual({
      code: 'FILE_NOT_RECOGNISED',
      message: 'FILE may hold rows of dim_task or dim_workflow: its columns do not say which.',
      hint: 'Say it, e.g. --set table=dim_task.',
    });
  });
});

describe('columns that are not those of the table', () => {
  const guess = ' It was taken for fact_output; another is said with --set table=NAME.';
  it.each([
    [
      'lack what every row needs',
      'output_id,model_version_id,latency_ms\no,m,5\n',
      {},
      'FILE lacks columns environment, produced_at, status, which every row of fact_output needs.',
      `Check that the file has a header, and that the recipe is the one for it.${guess}`,
    ],
    [
      'have a key with a slip',
      `${output.replace('output_id', 'outptu_id')}\n${row}\n`,
      {},
      'FILE lacks column output_id, which every row of fact_output needs.',
      `Did you mean outptu_id for output_id?${guess}`,
    ],
    [
      'are separated by something else',
      `${output}\n${row}\n`.replaceAll(',', ';'),
      { table: 'fact_output' },
      'FILE lacks columns output_id, environment, produced_at, status, which every row of fact_output needs.',
      'Its cells are separated by semicolons; save it with commas.',
    ],
    [
      'are the loader\u2019s own',
      `grade_id,output_id,criterion,graded_at,is_latest,load_id\ng,o,refusal,2024-01-15,true,l\n`,
      { table: 'fact_grade' },
      'FILE has the columns is_latest, load_id, which the loader works out and no file may give.',
      'Take them out.',
    ],
    [
      'are not known, but near',
      `${output},latency\n${row},12\n`,
      {},
      'FILE has the column latency, which fact_output does not have.',
      `Did you mean latency_ms for latency?${guess}`,
    ],
    [
      'are not known at all',
      `${output},zzz\n${row},12\n`,
      { table: 'fact_output' },
      'FILE has the column zzz, which fact_output does not have.',
      'Take it out.',
    ],
    [
      'are there twice',
      `${output},status\n${row},ok\n`,
      { table: 'fact_output' },
      'FILE has two columns status.',
      'Rename or remove one of them.',
    ],
  ])('%s', async (_, text, settings, message, hint) => {
    expect(await refusal('x.csv', text, settings)).toEqual({ code: 'FILE_NOT_RECOGNISED', message, hint });
    expect(await database.rowCount()).toBe(0);
  });

  it('are not looked at under a table that is none, or a source that is no name', async () => {
    expect(await refusal('x.csv', `${output}\n${row}\n`, { table: 'fact_outputs' })).toMatchObject({
      code: 'PARAM_INVALID',
      message: 'There is no table "fact_outputs".',
      hint: 'Did you mean fact_output?',
    });
    expect(await refusal('x.csv', `${output}\n${row}\n`, { source: 'ann@example.org' })).toEqual({
      code: 'PARAM_INVALID',
      message: 'The setting "source" is not a name of small letters, digits, _ and -.',
      hint: 'Write --set source=my_tool.',
    });
  });
});

describe('a format that the file itself tells', () => {
  const names = output.split(',');
  const object = JSON.stringify(Object.fromEntries(row.split(',').map((cell, index) => [names[index], cell])));
  it.each([
    ['CSV', `${output}\n${row}\n`],
    ['CSV with a mark and old line ends', `\ufeff${output}\r${row}\r`],
    ['TSV', `${output}\n${row}\n`.replaceAll(',', '\t')],
    ['JSON lines', `\n${object}\n`],
    ['packed CSV', gzipSync(`${output}\n${row}\n`)],
    ['packed JSON lines', gzipSync(object)],
  ])('%s', async (_, content) => {
    expect(await load('data', content)).toMatchObject({ read: 1, loaded: 1, quarantined: 0 });
    expect(await database.value('select produced_at from fact_output')).toBe('2024-01-15T09:30:00.000000Z');
  });

  it('Parquet, whose types arrive as they are', async () => {
    const file = await database.file('data', '');
    await database.execute(`copy (select 'l1' as invoice_line_id, 'invoice' as line_kind, date '2024-02-01' as posting_date,
      date '2024-01-01' as service_from, date '2024-02-01' as service_to, 'paid' as status,
      cast('123456789012.123456' as decimal(18, 6)) as amount, cast('0.000001' as decimal(18, 6)) as unit_price,
      cast('-2.5' as decimal(9, 2)) as qty, timestamptz '2024-03-31 01:59:59.999999+02' as paid_at,
      timestamp '2024-03-31 01:30:00' as updated_at, 7::utinyint as line_no) to '${file}' (format parquet)`);
    const source = await shippedSource('canonical', file);
    expect(await database.load(source)).toMatchObject({ read: 1, loaded: 1, quarantined: 0 });
    expect(
      await database.rows(
        'select amount, unit_price, qty, service_from, paid_at, updated_at, line_no from fact_invoice_line',
      ),
    ).toEqual([
      {
        amount: '123456789012.123456',
        unit_price: '0.000001',
        qty: '-2.5000',
        service_from: '2024-01-01',
        paid_at: '2024-03-30T23:59:59.999999Z',
        updated_at: '2024-03-31T01:30:00.000000Z',
        line_no: 7,
      },
    ]);
  });
});

describe('cells of canonical columns', () => {
  it('without anything in them are none, but where an empty text is a value', async () => {
    const counter =
      'counter_date,counter_name,bin_key,environment,workflow_id,model_version_id,locale,vendor_id,task_id,n';
    await load('x.csv', `${counter}\n2024-01-15,sessions,,production,,,,,,5\n`);
    expect(await database.rows('select bin_key, workflow_id, n from fact_counter_daily')).toEqual([
      { bin_key: '', workflow_id: '', n: 5 },
    ]);
    const answer = 'annotation_id,work_item_id,submitted_at,status,value_code,value_set';
    await load('y.csv', `${answer}\na,w,2024-01-15,submitted,yes,\nb,w,2024-01-15,submitted,,""\n`);
    expect(await database.rows('select annotation_id, value_code, value_set from fact_annotation order by 1')).toEqual([
      { annotation_id: 'a', value_code: 'yes', value_set: null },
      { annotation_id: 'b', value_code: null, value_set: '' },
    ]);
    expect(await load('z.jsonl', '{"vendor_id":""}\n{"vendor_id":"v","region":""}\n')).toMatchObject({
      loaded: 1,
      reasons: { 'V-K1': 1 },
    });
    expect(await database.rows('select vendor_id, region from dim_vendor')).toEqual([{ vendor_id: 'v', region: null }]);
  });

  it('that are wrong set the record aside with its place; of people and texts nothing is kept', async () => {
    const text = `annotator_id,valid_from,audit_group,role\nann@example.org,yesterday,secret group,annotator\nbob,1900-01-01,,boss\ncara,"1900-01-01\n`;
    const receipt = await load('x.csv', text);
    expect(receipt).toMatchObject({
      read: 3,
      loaded: 0,
      quarantined: 3,
      reasons: { TYPE: 1, 'V-E1': 1, MALFORMED: 1 },
    });
    expect(receipt.examples.map(({ record, line, column }) => [record, line, column])).toEqual([
      [1, 2, 'valid_from'],
      [2, 3, 'role'],
      [3, 4, null],
    ]);
    const kept = JSON.stringify(await database.rows('select * from assay_state.quarantine'));
    expect(kept).toContain('yesterday');
    for (const secret of ['ann@example.org', 'secret group', 'bob', 'cara']) expect(kept).not.toContain(secret);
  });

  it('of JSON lines that cannot be read are kept of no record, because whose they are is not known', async () => {
    const receipt = await load('x.jsonl', '{"vendor_id":"v"}\n{"vendor_id":"Ann Lee"\n');
    expect(receipt).toMatchObject({ loaded: 1, reasons: { MALFORMED: 1 } });
    expect(await database.rows('select line, raw from assay_state.quarantine')).toEqual([{ line: 2, raw: null }]);
  });

  it('the same in any order and again change nothing', async () => {
    const lines = ['o1', 'o2', 'o3'].map((id) => row.replace('o1', id));
    await load('x.csv', `${[output, ...lines].join('\n')}\n`);
    const before = await database.contents();
    expect(await load('y.csv', `${[output, ...lines.toReversed()].join('\n')}\n`)).toMatchObject({ unchanged: 3 });
    expect(await database.contents()).toBe(before);
  });
});
