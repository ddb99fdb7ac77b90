import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase, shippedSource } from './database.ts';

/**
 * What every format says of the same mistakes. Those of one format alone are in refusals, dirty-records and formats; a
 * full disk and kill -9 are tests of the command line.
 */
let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const names = [
  'output_id',
  'environment',
  'model_version_id',
  'produced_at',
  'status',
  'latency_ms',
  'cost_amount',
] as const;
type Row = Readonly<Record<(typeof names)[number], string>>;
const plain: Row = {
  output_id: 'good',
  environment: 'production',
  model_version_id: 'm',
  produced_at: '2024-01-15T09:30:00Z',
  status: 'ok',
  latency_ms: '12',
  cost_amount: '0.5',
};

const formats = ['csv', 'tsv', 'jsonl', 'parquet'] as const;
type Format = (typeof formats)[number];
const cell = (text: string) => (/[",\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function written(format: Format, rows: readonly Row[], columns: readonly string[] = names): Promise<string> {
  const cells = rows.map((row) => names.map((name) => row[name]));
  const separated = (by: string) => [columns, ...cells].map((line) => line.map(cell).join(by)).join('\n');
  switch (format) {
    case 'csv':
      return await database.file('x.csv', separated(','));
    case 'tsv':
      return await database.file('x.tsv', separated('\t'));
    case 'jsonl': {
      const lines = cells.map((line) =>
        JSON.stringify(Object.fromEntries(line.map((text, at) => [columns[at], text]))),
      );
      return await database.file('x.jsonl', lines.join('\n'));
    }
    case 'parquet': {
      const file = await database.file('x.parquet', '');
      const values = cells.map((line) => `(${line.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`);
      await database.execute(
        `copy (select * from (values ${values.join(', ')}) t(${columns.join(', ')})) to '${file}' (format parquet)`,
      );
      return file;
    }
  }
}

const load = async (file: string) =>
  await database.load(await shippedSource('canonical', file), { now: new Date('2024-06-01T12:00:00Z') });

async function refusal(file: string) {
  const error: unknown = await load(file).catch((caught: unknown) => caught);
  const { code, message, hint } = error as { code: string; message: string; hint: string };
  return { code, message: message.replace(file, 'FILE'), hint };
}

describe.each(formats)('a file of %s', (format) => {
  it('sets aside each record that is wrong, and says what was expected where', async () => {
    const wrong = (id: string, change: Partial<Row>): Row => ({ ...plain, output_id: id, ...change });
    const rows = [
      plain,
      wrong('future', { produced_at: '2099-01-01T00:00:00Z' }),
      wrong('old', { produced_at: '1970-01-01T00:00:00Z' }),
      wrong('nan', { latency_ms: 'NaN' }),
      wrong('thousands', { cost_amount: '1,234.50' }),
      wrong('negative', { latency_ms: '-12' }),
      wrong('formula', { latency_ms: "=cmd|' /C calc'!A0" }),
      wrong('ann@example.org', {}),
      wrong('twice', {}),
      wrong('twice', { latency_ms: '13' }),
      plain,
    ];
    const receipt = await load(await written(format, rows));
    expect(receipt).toMatchObject({ read: 11, loaded: 1, quarantined: 9, ignored: 1, reasons: { repeat: 1 } });
    const header = format === 'csv' || format === 'tsv' ? 1 : 0;
    expect(receipt.examples).toEqual(
      [
        ['produced_at', 'V-T1', 'produced_at is "2099-01-01T00:00:00Z", expected an instant that is not in the future'],
        ['produced_at', 'V-T1', 'produced_at is "1970-01-01T00:00:00Z", expected an instant after 2015-01-01'],
        ['latency_ms', 'TYPE', 'latency_ms is "NaN", expected a whole number'],
        ['cost_amount', 'TYPE', 'cost_amount is "1,234.50", expected a decimal number such as 1234.50'],
        ['latency_ms', 'V-N1', 'latency_ms is "-12", expected a number that is not negative'],
        ['latency_ms', 'TYPE', `latency_ms is "=cmd|' /C calc'!A0", expected a whole number`],
        ['output_id', 'V-P1', 'output_id holds a mail address, expected an id that names nobody'],
        ['output_id', 'V-K1', 'two records give one fact_output different contents'],
        ['output_id', 'V-K1', 'two records give one fact_output different contents'],
      ].map(([column, reason, detail], index) => {
        const record = index + 2;
        return { record, line: format === 'parquet' ? null : record + header, column, reason, detail };
      }),
    );
    expect(JSON.stringify(await database.rows('select * from assay_state.quarantine'))).not.toContain('example.org');
  });

  it('is refused whole where it is not what it should be', async () => {
    expect(await refusal(await written(format, [plain], [...names.slice(0, 6), 'price', ...names.slice(7)]))).toEqual({
      code: 'FILE_NOT_RECOGNISED',
      message: 'FILE has the column price, which fact_output does not have.',
      hint: 'Take it out. It was taken for fact_output; another is said with --set table=NAME.',
    });
    expect(await refusal(await database.file(`empty.${format}`, ''))).toMatchObject({ message: 'FILE is empty.' });
    const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]);
    expect(await refusal(await database.file(`binary.${format}`, binary))).toMatchObject({
      message: 'FILE is not text, not a file of CSV, TSV, JSON lines or Parquet.',
    });
    expect(await database.rowCount()).toBe(0);
  });
});

describe.each(['csv', 'tsv', 'jsonl'] as const)('a text of %s', (format) => {
  const text = async () => {
    return await readFile(
      await written(
        format,
        Array.from({ length: 2000 }, (_, n) => ({ ...plain, output_id: `o${n}` })),
      ),
      'utf8',
    );
  };

  it('is read behind a byte order mark and packed, and refused in UTF-16 and cut off', async () => {
    const content = await text();
    expect(await load(await database.file('mark', `\ufeff${content}`))).toMatchObject({ read: 2000, loaded: 2000 });
    expect(await load(await database.file('packed', gzipSync(content)))).toMatchObject({ unchanged: 2000 });
    for (const [name, bytes] of [
      ['wide', Buffer.from(`\ufeff${content}`, 'utf16le')],
      ['wide without its mark', Buffer.from(content, 'utf16le')],
    ] as const) {
      expect(await refusal(await database.file(name, bytes))).toEqual({
        code: 'FILE_NOT_RECOGNISED',
        message: 'FILE is text in UTF-16, not a file of CSV, TSV, JSON lines or Parquet.',
        hint: 'Save it as UTF-8.',
      });
    }
    const packed = gzipSync(content);
    expect(await refusal(await database.file('cut', packed.subarray(0, packed.length - 100)))).toEqual({
      code: 'FILE_UNREADABLE',
      message: 'FILE is cut off: its compressed data ends in the middle.',
      hint: 'Copy or export it again; nothing of it was loaded.',
    });
  });

  it('keeps its other records beside one of 200 MB', { timeout: 120_000 }, async () => {
    const [first = '', second = '', third = ''] = (await text()).split('\n');
    const content = Buffer.concat([
      Buffer.from(`${first}\n${second}\n`),
      Buffer.alloc(200_000_000, 'x'),
      Buffer.from(`\n${third}\n`),
    ]);
    const receipt = await load(await database.file('long', content));
    const records = format === 'jsonl' ? { read: 4, loaded: 3 } : { read: 3, loaded: 2 };
    expect(receipt).toMatchObject({ ...records, quarantined: 1, reasons: { MALFORMED: 1 } });
    expect(receipt.examples).toEqual([
      expect.objectContaining({ line: 3, reason: 'MALFORMED', detail: 'it is longer than 8 MB' }),
    ]);
  });
});

describe('a document of JSON', () => {
  const hint = 'The export of a tool is loaded without --recipe; other data as JSON lines, one object a line.';
  it.each([
    ['a list', JSON.stringify([plain]), 'FILE is a JSON list, not a file of JSON lines.'],
    ['a list over lines', JSON.stringify([plain], null, 2), 'FILE is a JSON list, not a file of JSON lines.'],
    [
      'an object over lines',
      JSON.stringify(plain, null, 2),
      'FILE is one JSON document over many lines, not a file of JSON lines.',
    ],
  ])('that is %s is no file of lines', async (_, content, message) => {
    expect(await refusal(await database.file('x.json', content))).toEqual({
      code: 'FILE_NOT_RECOGNISED',
      message,
      hint,
    });
  });

  it('that no line of can be read is none at all', async () => {
    expect(await refusal(await database.file('x.jsonl', '{"a":\n{"b":\n'))).toMatchObject({
      code: 'FILE_NOT_RECOGNISED',
      message: 'FILE has no line that is a JSON object.',
    });
  });
});
