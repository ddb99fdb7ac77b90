import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolIds } from '@assay/importers';
import { TestDatabase } from './database.ts';
import { annotation, task } from './label-studio-tasks.ts';
import { describePublic, publicFile } from './public-data.ts';
import { toolSource } from './tool-source.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const tasks = JSON.stringify([task(1, [annotation(3)]), task(2, [annotation(4)])]);
const event =
  '{"run_id":"R","event_id":0,"sample_id":"s","type":"match","data":{"correct":true},"created_at":"2024-03-01"}';
const settings = { model: 'm' };

async function refusal(file: string, from?: string) {
  const set = from === 'openai-evals' ? settings : {};
  const error: unknown = await toolSource(file, set, from)
    .then((source) => database.load(source))
    .catch((caught: unknown) => caught);
  const { code, message, hint } = error as { code: string; message: string; hint: string };
  return { code, message: message.replace(file, 'FILE'), hint };
}

describe('an export is known by its content', () => {
  it.each([
    ['a list in one line', tasks],
    ['pretty-printed', JSON.stringify(JSON.parse(tasks), null, 4)],
    ['with a byte order mark and CRLF', `\uFEFF${JSON.stringify(JSON.parse(tasks), null, 1).replaceAll('\n', '\r\n')}`],
    ['packed', gzipSync(tasks)],
    ['one object after another', (JSON.parse(tasks) as object[]).map((one) => JSON.stringify(one)).join('\n')],
  ])('whatever its name: %s', async (_, content) => {
    const file = await database.file('no-name', content);
    expect(await database.load(await toolSource(file))).toMatchObject({ source: 'label_studio', read: 2, loaded: 2 });
  });

  it('where a first record of 200 KB hides what tells it', async () => {
    const { annotations, ...rest } = task(1, [annotation(3)], { data: { text: '\\"{['.repeat(40_000) } });
    const file = await database.file('export.json', JSON.stringify([{ ...rest, annotations }, task(2, [])]));
    expect(await database.load(await toolSource(file))).toMatchObject({ read: 2, loaded: 2 });
    expect(await toolSource(file, {}, 'label-studio')).toMatchObject({ export: { form: { title: 'a JSON export' } } });
  });

  it('and the receipt row names the file by its hash', async () => {
    await database.load(await toolSource(await database.file('export.json', gzipSync(tasks))));
    const [row] = await database.rows('select file, source, recipe, file_sha256 from assay_state.loads');
    expect(row).toMatchObject({ file: 'export.json', source: 'label_studio', recipe: null });
    expect(String(row?.['file_sha256'])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('and how far it is read is told', async () => {
    const shares: (number | null)[] = [];
    const file = await database.file('export.json', tasks);
    await database.load(await toolSource(file), { onProgress: ({ share }) => shares.push(share) });
    expect(shares).toContain(1);
  });
});

describe('a file that no importer reads gets a sentence', () => {
  const export_ = 'Check that the export was complete.';
  it.each([
    ['empty', '', 'FILE is empty.', export_],
    [
      'an empty list',
      '[ ]',
      'FILE is not an export that Assay knows.',
      /^Say what it is: --from label-studio, openai-evals; --recipe .*convabuse, /,
    ],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 'FILE is not text, not an export.', /as text/],
    ['UTF-16', Buffer.from(`\uFEFF${tasks}`, 'utf16le'), 'FILE is text in UTF-16, not an export.', 'Save it as UTF-8.'],
    ['cut off', gzipSync(tasks).subarray(0, 15), /^FILE is cut off/, /again/],
    ['of nobody', '{"a": 1}', 'FILE is not an export that Assay knows.', /--recipe .*spend/],
    [
      'of a recipe',
      'id,type,prompt,completion,annotation_1,annotation_2,agreement,final_label\na,b,c,d,e,f,g,h\n',
      'FILE is not an export that Assay knows.',
      'It has the columns of the recipe xstest: use --recipe xstest.',
    ],
    [
      'of two tools',
      `${event.slice(0, -1)},"annotation_id":1,"annotator":1,"updated_at":"x","lead_time":1}`,
      'FILE may be a JSON-MIN export of Label Studio or a log of OpenAI Evals.',
      'Say which: --from label-studio or --from openai-evals.',
    ],
  ])('%s', async (_, content, message, hint) => {
    const found = await refusal(await database.file('a-file', content));
    expect(found.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(found.hint).toEqual(typeof hint === 'string' ? hint : expect.stringMatching(hint));
    expect(await database.rowCount()).toBe(0);
  });

  it('a folder; not there', async () => {
    const folder = join(database.files, 'folder');
    await mkdir(folder);
    expect((await refusal(folder)).message).toBe('FILE is a folder.');
    expect((await refusal(join(folder, 'absent'))).message).toBe('FILE does not exist.');
  });

  it('of another tool than --from says, or of one that there is not', async () => {
    const file = await database.file('a-file', tasks);
    expect(await refusal(file, 'openai-evals')).toMatchObject({
      message: 'FILE is not an export of OpenAI Evals: it looks like a JSON export of Label Studio.',
      hint: 'Use --from label-studio.',
    });
    expect(await refusal(file, 'labelbox')).toMatchObject({
      code: 'PARAM_INVALID',
      message: 'There is no importer for "labelbox".',
      hint: `Tools: ${toolIds.join(', ')}.`,
    });
    const other = await database.file('other', 'a,b\n1,2\n');
    expect(await refusal(other, 'label-studio')).toMatchObject({
      message: 'FILE is not an export of Label Studio.',
      hint: 'It reads a JSON export, a JSON-MIN export, a CSV export, a TSV export.',
    });
  });

  it('with a setting that its importer does not know', async () => {
    const source = await toolSource(await database.file('a-file', tasks), { date: '2024-01-01' });
    await expect(database.load(source)).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: 'The importer label-studio has no setting "date".',
      hint: 'Settings: task, rubric, vendor, multiple, questions, texts, instance.',
    });
  });
});

describe('an export that breaks off', () => {
  it('gives what is whole and says where it ends', async () => {
    const file = await database.file('export.json', tasks.slice(0, -20));
    const receipt = await database.load(await toolSource(file));
    expect(receipt).toMatchObject({ read: 2, loaded: 1, quarantined: 1, reasons: { MALFORMED: 1 } });
    expect(receipt.examples).toMatchObject([{ record: 2, line: 1, detail: 'the file ends inside it' }]);
    const short = await database.file('short.json', tasks.slice(0, -1));
    expect(await database.load(await toolSource(short))).toMatchObject({
      read: 3,
      loaded: 1,
      unchanged: 1,
      quarantined: 1,
    });
  });

  it('in its packing is refused whole', async () => {
    const many = JSON.stringify(Array.from({ length: 2000 }, (_, n) => task(n + 1, [annotation(n + 1)])));
    const packed = gzipSync(many);
    expect(await refusal(await database.file('a-file', packed.subarray(0, packed.length - 300)))).toEqual({
      code: 'FILE_UNREADABLE',
      message: 'FILE is cut off: its compressed data ends in the middle.',
      hint: 'Copy or export it again; nothing of it was loaded.',
    });
    expect(await database.rows('select * from fact_work_item')).toEqual([]);
  });

  it('or holds a record of 200 MB: it alone is set aside', { timeout: 120_000 }, async () => {
    const long = task(2, [annotation(4)], { data: { text: 'x'.repeat(200 * 1024 * 1024) } });
    const text = `[${JSON.stringify(task(1, [annotation(3)]))},\n${JSON.stringify(long)},\n${JSON.stringify(task(3, []))}]`;
    const receipt = await database.load(await toolSource(await database.file('export.json', text)));
    expect(receipt).toMatchObject({ read: 3, loaded: 2, quarantined: 1 });
    expect(receipt.examples).toMatchObject([{ record: 2, line: 2, detail: 'it is longer than 8 MB' }]);
  });
});

const strangers = [
  ['doccano', 'text_classification_example.jsonl'],
  ['doccano', 'text_classification_example.csv'],
  ['prodigy', 'annotated_github-issues-DOCUMENTATION-textcat.jsonl'],
  ['labelbox', 'labelbox_v1_text_export.json'],
  ['inspect-ai', 'log_formats.json'],
  ['langsmith', 'langsmith_py_wrap_openai_.json'],
  ['mlflow', '_evaluations.json'],
  ['appen-crowdflower', 'relex-binary-choice.csv'],
  ['mturk', 'platform_amt2.csv'],
] as const;
const paths = strangers.map(([tool, name]) => publicFile(`tool-exports/${tool}`, name));

describePublic('published exports of other tools', paths, () => {
  it.each(paths)('are taken for no export that there is an importer of: %s', async (path) => {
    expect(await refusal(path)).toMatchObject({ message: 'FILE is not an export that Assay knows.' });
  });
});
