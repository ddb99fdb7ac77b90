import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import { annotation, at, choice, result, task } from './label-studio-tasks.ts';
import { describePublic, publicFile } from './public-data.ts';
import { toolSource } from './tool-source.ts';

const now = new Date('2024-06-01T12:00:00Z');
const key = { bytes: Buffer.alloc(32, 7) };

/** The same three annotations as the converter of Label Studio writes them: JSON, JSON-MIN, CSV and TSV. */
const box = { x: 1, y: 2, width: 3, height: 4, rotation: 0 };
const answered = [
  [
    choice('sentiment', 'good'),
    result('stars', 'rating', { rating: 4 }),
    result('why', 'textarea', { text: ['so, "nice"'] }),
  ],
  [
    choice('sentiment', 'bad'),
    choice('topics', 'price', 'speed'),
    result('boxes', 'rectanglelabels', { ...box, rectanglelabels: ['Car'] }),
  ],
  [
    choice('sentiment', 'bad'),
    result('kind', 'taxonomy', { taxonomy: [['A', 'B']] }),
    result('area', 'rectangle', box),
  ],
];
const annotations = answered.map((given, n) =>
  annotation(n + 3, { result: given, completed_by: { id: n % 2, email: `user${n % 2}@example.test` } }),
);
const tasks = [task(1, annotations.slice(0, 2)), task(2, annotations.slice(2))];
const flat = (n: number, answers: object) => ({
  text: `message ${n < 2 ? 1 : 2}`,
  id: n < 2 ? 1 : 2,
  ...answers,
  annotator: `user${n % 2}@example.test`,
  annotation_id: n + 3,
  created_at: at(n + 3),
  updated_at: at(n + 3),
  lead_time: 12.5,
});
const size = { original_width: 10, original_height: 10 };
const min = [
  flat(0, { sentiment: 'good', stars: [{ rating: 4 }], why: 'so, "nice"' }),
  flat(1, {
    sentiment: 'bad',
    topics: { choices: ['price', 'speed'] },
    boxes: [{ ...box, rectanglelabels: ['Car'], ...size }],
  }),
  flat(2, { sentiment: 'bad', kind: [{ taxonomy: [['A', 'B']] }], area: [{ ...box, ...size }] }),
];
const columns = [
  'annotation_id',
  'annotator',
  'area',
  'boxes',
  'created_at',
  'id',
  'kind',
  'lead_time',
  'sentiment',
  'stars',
  'text',
  'topics',
  'updated_at',
  'why',
];
const cell = (value: unknown): string => {
  if (typeof value === 'number') return String(value);
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
};
const delimited = (separator: string): string =>
  [columns.map(cell), ...min.map((record) => columns.map((name) => cell((record as Record<string, unknown>)[name])))]
    .map((cells) => cells.join(separator))
    .join('\r\n');

const settings = { questions: 'sentiment, stars, why, topics, boxes, kind, area', texts: 'why' };
const files = [
  ['JSON-MIN', 'min.json', JSON.stringify(min, null, 2)],
  ['CSV', 'result.csv', delimited(',')],
  ['TSV', 'result.tsv', delimited('\t')],
] as const;

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

async function load(name: string, content: string, set: Readonly<Record<string, string>> = {}) {
  return await database.load(await toolSource(await database.file(name, content), set), { now, key });
}

const said = () =>
  database.rows(`select annotation_id, work_item_id, annotator_id, question_code, status, value_code, value_num, value_set,
    submitted_at, active_seconds, is_latest from fact_annotation order by annotation_id`);

describe.each(files)('a %s export of Label Studio', (_, name, content) => {
  it('gives the same answers as the JSON export', async () => {
    expect(await load(name, content, settings)).toMatchObject({ read: 3, loaded: 3, quarantined: 0 });
    const flatly = await said();
    expect(flatly).toHaveLength(9);
    await database.close();
    database = await TestDatabase.open();
    await load('export.json', JSON.stringify(tasks));
    expect(flatly).toEqual(await said());
  });

  it('changes nothing that the JSON export said, and is replaced by it', async () => {
    await load('export.json', JSON.stringify(tasks));
    const whole = await database.contents();
    expect(await load(name, content, settings)).toMatchObject({ read: 3, loaded: 0, quarantined: 0 });
    expect(await database.contents()).toBe(whole);
    await database.close();
    database = await TestDatabase.open();
    await load(name, content, settings);
    expect(await load(name, content, settings)).toMatchObject({ loaded: 0, unchanged: 3 });
    await load('export.json', JSON.stringify(tasks));
    expect(await database.contents()).toBe(whole);
  });

  it('has to be told which columns are answers', async () => {
    await expect(load(name, content)).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      hint: expect.stringMatching(/^Add --set questions=NAME,NAME, .*sentiment/) as string,
    });
  });

  it('says which columns there are where a question is none of them', async () => {
    await expect(load(name, content, { ...settings, questions: 'starz' })).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: expect.stringMatching(/ has no column starz\.$/) as string,
      hint: expect.stringMatching(/^Columns: .*sentiment.*stars/) as string,
    });
  });
});

describe('a number above 2^53 within what is drawn', () => {
  const exact = (value: unknown) => JSON.stringify(value).replaceAll('"BIG"', '9007199254740993');
  const drawn = { ...box, x: 'BIG' };
  const record = { ...flat(0, {}), area: [{ ...drawn, ...size }], annotator: 'user0@example.test' };
  const cells = { ...record, area: exact(record.area) };
  const csv = [Object.keys(cells).map(cell), Object.values(cells).map(cell)].map((row) => row.join(',')).join('\n');

  it.each([
    ['min.json', exact([record])],
    ['result.csv', csv],
  ])('is the same answer in %s and in the JSON export', async (name, content) => {
    const of = annotation(3, {
      result: [result('area', 'rectangle', drawn)],
      completed_by: { email: 'user0@example.test' },
    });
    await load('export.json', exact([task(1, [of])]));
    const whole = await said();
    expect(whole).toMatchObject([{ value_code: expect.stringMatching(/^hash:/) as string }]);
    await database.close();
    database = await TestDatabase.open();
    await load(name, content, { questions: 'area' });
    expect(await said()).toEqual(whole);
  });
});

describe('a flat export of Label Studio', () => {
  it('keeps what it does not say, where it is newer than the JSON export', async () => {
    await load('export.json', JSON.stringify([task(1, [annotation(3, { ground_truth: true })])]));
    const newer = { ...flat(0, { sentiment: 'bad' }), updated_at: at(59) };
    expect(await load('min.json', JSON.stringify([newer]), { questions: 'sentiment' })).toMatchObject({ loaded: 1 });
    expect(await database.rows('select value_code, is_gold, stage, task_version_id from fact_annotation')).toEqual([
      { value_code: 'bad', is_gold: true, stage: 'adjudication', task_version_id: 'ls:project:7:1' },
    ]);
    expect(await database.value("select count(*) from fact_work_item where purpose = 'gold'")).toBe(1);
  });

  it('passes over tasks without an answer, and sets broken records aside', async () => {
    const unanswered = { ...flat(0, {}), annotation_id: null, annotator: null };
    const text = `[${JSON.stringify(unanswered)},${JSON.stringify({ ...flat(1, { sentiment: 'x' }), id: undefined })},7]`;
    const receipt = await load('min.json', text, { questions: 'sentiment' });
    expect(receipt).toMatchObject({ read: 3, loaded: 0, quarantined: 2, ignored: 1, reasons: { unanswered: 1 } });
    expect(receipt.examples.map(({ detail }) => detail)).toEqual([
      'the annotation names no task: it has no id',
      'it is not a JSON object',
    ]);
  });

  it('of JSON-MIN is read where nobody answered one of its questions, and refused where it has none of them', async () => {
    const set = { questions: 'sentiment,remarks' };
    expect(await load('min.json', JSON.stringify(min), set)).toMatchObject({ read: 3, loaded: 3, quarantined: 0 });
    expect(await database.value('select count(*) from fact_annotation')).toBe(3);
    await expect(load('min.json', JSON.stringify(min), { questions: 'mood,remarks' })).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: expect.stringMatching(/min\.json has none of the columns mood, remarks\.$/) as string,
      hint: 'Columns: text, sentiment, stars, why, topics, boxes, kind, area.',
    });
  });

  it('names its columns when a question is none of them', async () => {
    await expect(load('result.csv', delimited(','), { questions: 'sentiment,starz' })).rejects.toMatchObject({
      message: expect.stringMatching(/result\.csv has no column starz\.$/) as string,
    });
    await expect(load('result.csv', delimited(','), { questions: 'mood' })).rejects.toMatchObject({
      message: expect.stringMatching(/result\.csv has no column mood\.$/) as string,
      hint: 'Columns: area, boxes, kind, sentiment, stars, text, topics, why.',
    });
  });
});

const json = publicFile('tool-exports/label-studio', 'csv_test2.json');
const csv = publicFile('tool-exports/label-studio', 'csv_test2_result.csv');

describePublic('the published export csv_test2 in two formats', [json, csv], () => {
  const who = `select work_item_id, source_id, annotator_id, submitted_at, active_seconds, status from fact_annotation`;

  it('is the same annotation of the same person; its CSV, which lacks the answer, brings nothing new', async () => {
    await database.load(await toolSource(json), { now, key });
    const [fromJson] = await database.rows(who);
    expect(fromJson).toMatchObject({ work_item_id: 'ls:task:4', source_id: '9', active_seconds: 10.744 });
    await database.close();
    database = await TestDatabase.open();
    // The converter left the column of the answer out; a column of the data has to stand for it.
    expect(readFileSync(csv, 'utf8')).not.toContain('uri_selection');
    await database.load(await toolSource(csv, { questions: 'title' }), { now, key });
    expect(await database.rows(who)).toEqual([fromJson]);
  });
});

describePublic(
  'the published JSON exports of Label Studio',
  ['csv_test.json', 'json_min_source_polygons.json'].map((name) => publicFile('tool-exports/label-studio', name)),
  () => {
    it('give what a reader finds in the files', async () => {
      const file = (name: string) => publicFile('tool-exports/label-studio', name);
      const first = await database.load(await toolSource(file('csv_test.json')), { now, key });
      expect(first).toMatchObject({ read: 2, loaded: 2, quarantined: 0, ignored: 0 });
      expect(
        await database.rows('select annotation_id, value_set, prelabel_value from fact_annotation order by 1'),
      ).toEqual([
        { annotation_id: 'ls:annotation:7:label', value_set: 'Car', prelabel_value: 'Car' },
        { annotation_id: 'ls:annotation:8:label', value_set: 'Car', prelabel_value: 'Car' },
      ]);
      expect(await database.rows('select review_id, decision from fact_review order by 1')).toEqual([
        { review_id: 'ls:review:27', decision: 'fail' },
        { review_id: 'ls:review:28', decision: 'fail' },
      ]);
      expect(await database.rows(`select distinct status, prelabel_model_version_id from fact_work_item`)).toEqual([
        { status: 'rejected', prelabel_model_version_id: 'model 0' },
      ]);
      const polygons = await database.load(await toolSource(file('json_min_source_polygons.json')), { now, key });
      expect(polygons).toMatchObject({ read: 1, loaded: 1 });
      const polygon = `select value_set from fact_annotation where annotation_id = 'ls:annotation:22:label'`;
      expect(await database.value(polygon)).toBe('Airplane');
    });
  },
);
