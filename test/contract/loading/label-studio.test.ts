import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadReceipt } from '@assay/importers';
import { TestDatabase } from './database.ts';
import { answersIn, loadTasks } from './label-studio-export.ts';
import { annotation, at, choice, result, review, task } from './label-studio-tasks.ts';
import { toolSource } from './tool-source.ts';

const now = new Date('2024-06-01T12:00:00Z');

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const load = (tasks: readonly unknown[], settings?: Readonly<Record<string, string>>): Promise<LoadReceipt> =>
  loadTasks(database, tasks, { settings, now });

const one = async (sql: string) => (await database.rows(sql))[0];
const answers = (columns: string) => answersIn(database, columns);

describe('the answers of a Label Studio annotation', () => {
  const given = [
    choice('one', 'good'),
    choice('several', 'red', 'blue'),
    result('stars', 'rating', { rating: 4 }),
    result('count', 'number', { number: 2.5 }),
    result('kind', 'taxonomy', { taxonomy: [['Animal', 'Dog']] }),
    result('kinds', 'taxonomy', { taxonomy: [['Animal', 'Dog'], ['Plant']] }),
    result('better', 'pairwise', { selected: 'left' }),
    result('boxes', 'rectanglelabels', { x: 1, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['Car'] }),
    result('boxes', 'rectanglelabels', { x: 9, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['Bus'] }),
    result('boxes', 'rectanglelabels', { x: 5, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['Car'] }),
    { from_id: 'a', to_id: 'b', type: 'relation', direction: 'right' },
  ];

  it('are codes, numbers and sets, one row a control', async () => {
    expect(await load([task(1, [annotation(3, { result: given })])])).toMatchObject({ read: 1, loaded: 1 });
    expect(await answers('question_code, value_code, value_num, value_set')).toEqual([
      { question_code: 'better', value_code: 'A', value_num: null, value_set: null },
      { question_code: 'boxes', value_code: null, value_num: null, value_set: 'Bus|Car' },
      { question_code: 'count', value_code: null, value_num: 2.5, value_set: null },
      { question_code: 'kind', value_code: 'Animal/Dog', value_num: null, value_set: null },
      { question_code: 'kinds', value_code: null, value_num: null, value_set: 'Animal/Dog|Plant' },
      { question_code: 'one', value_code: 'good', value_num: null, value_set: null },
      { question_code: 'several', value_code: null, value_num: null, value_set: 'blue|red' },
      { question_code: 'stars', value_code: null, value_num: 4, value_set: null },
    ]);
  });

  it('are sets where a question is said to take several, and hashes where they are texts or drawn', async () => {
    const text = (words: string) => [result('why', 'textarea', { text: [words] }), choice('one', 'good')];
    const tasks = ['secret words', 'secret words', 'other words'].map((words, n) =>
      task(n + 1, [annotation(n + 1, { result: text(words) })]),
    );
    await load(tasks, { multiple: 'one' });
    const rows = await answers('question_code, value_code, value_set');
    const whys = rows.filter((row) => row['question_code'] === 'why').map((row) => String(row['value_code']));
    expect(whys[0]).toMatch(/^hash:[0-9a-f]{20}$/);
    expect(whys[1]).toBe(whys[0]);
    expect(whys[2]).not.toBe(whys[0]);
    expect(rows.filter((row) => row['value_set'] === 'good')).toHaveLength(3);
    expect(await database.everything()).not.toMatch(/secret|words|ann@|rev@|Ann|Well done/);
  });

  it('are one empty set where nothing was marked, and none where the task was skipped', async () => {
    const skipped = annotation(4, { was_cancelled: true, completed_by: 9 });
    await load([task(1, [annotation(3, { result: [] }), skipped])]);
    expect(await answers('annotation_id, status, stage, value_set')).toEqual([
      { annotation_id: 'ls:annotation:3:label', status: 'submitted', stage: 'initial', value_set: '' },
      { annotation_id: 'ls:annotation:4:label', status: 'skipped', stage: 'initial', value_set: null },
    ]);
  });
});

describe('a Label Studio task', () => {
  it('is a work item with its answers in order, its gold key, and the suggestion that was shown', async () => {
    const suggestion = { id: 5, model_version: 'm-1', score: 0.7, result: [choice('sentiment', 'bad')] };
    const first = annotation(3, { parent_prediction: 5, prediction: { ...suggestion } });
    const gold = annotation(9, { ground_truth: true, completed_by: 4, result: [choice('sentiment', 'bad')] });
    const overlap = { completed_by: 'ann@example.test', created_at: at(6), updated_at: at(7) };
    await load([task(1, [annotation(6, overlap), gold, first], { predictions: [suggestion] })], { vendor: 'acme' });
    expect(await answers('annotation_id, stage, is_gold, prelabel_value, active_seconds, submitted_at')).toEqual([
      {
        annotation_id: 'ls:annotation:3:sentiment',
        stage: 'initial',
        is_gold: true,
        prelabel_value: 'bad',
        active_seconds: 12.5,
        submitted_at: at(3).replace('000Z', '000000Z'),
      },
      expect.objectContaining({ annotation_id: 'ls:annotation:6:sentiment', stage: 'overlap', prelabel_value: null }),
      expect.objectContaining({ annotation_id: 'ls:annotation:9:sentiment', stage: 'adjudication', is_gold: true }),
    ]);
    expect(
      await one('select purpose, status, vendor_id, task_version_id, prelabel_model_version_id from fact_work_item'),
    ).toEqual({
      purpose: 'gold',
      status: 'submitted',
      vendor_id: 'acme',
      task_version_id: 'ls:project:7:1',
      prelabel_model_version_id: 'm-1',
    });
    expect(await one('select count(*) as people, count(distinct vendor_id) as vendors from dim_annotator')).toEqual({
      people: 2,
      vendors: 1,
    });
  });

  it.each([
    ['queued', [], {}],
    ['in_progress', [], { drafts: [{ id: 1 }] }],
    ['cancelled', [annotation(3, { was_cancelled: true })], {}],
    ['submitted', [annotation(3)], {}],
    ['accepted', [annotation(3, { reviews: [review(8)] })], {}],
    ['rejected', [annotation(3, { reviews: [review(8, { accepted: false })] })], {}],
    ['submitted', [annotation(3, { updated_at: at(9), reviews: [review(8, { accepted: false })] })], {}],
    [
      'rejected',
      [annotation(3, { reviews: [review(8)] }), annotation(4, { reviews: [review(9, { accepted: false })] })],
      {},
    ],
  ])('is %s as its annotations and reviews say', async (status, annotations, over) => {
    await load([task(1, annotations, over)]);
    expect(await database.value('select status from fact_work_item')).toBe(status);
  });

  it('that was sent back and given again is one round of rework, accepted at last', async () => {
    const reviews = [review(20, { accepted: true, started_at: at(19) }), review(8, { accepted: false })];
    await load([task(1, [annotation(3, { updated_at: at(15), reviews })])]);
    expect(
      await one(
        'select status, first_decision, rework_count, accepted_at, rejected_at, acceptance_basis from fact_work_item',
      ),
    ).toEqual({
      status: 'accepted',
      first_decision: 'reject',
      rework_count: 1,
      accepted_at: at(20).replace('000Z', '000000Z'),
      rejected_at: null,
      acceptance_basis: 'item_review',
    });
    expect(
      await database.rows(
        'select decision, is_latest, review_seconds, annotation_id from fact_review order by decided_at',
      ),
    ).toEqual([
      { decision: 'fail', is_latest: false, review_seconds: null, annotation_id: 'ls:annotation:3:sentiment' },
      { decision: 'pass', is_latest: true, review_seconds: 60, annotation_id: 'ls:annotation:3:sentiment' },
    ]);
  });

  it('that the reviewer mended is accepted as fixed', async () => {
    await load([task(1, [annotation(3, { reviews: [review(8, { fixed_annotation_history: 12 })] })])]);
    expect(await one('select decision, status from fact_review, fact_work_item')).toEqual({
      decision: 'fixed',
      status: 'accepted',
    });
  });
});

describe('a newer export', () => {
  const before = task(1, [annotation(3, { result: [choice('a', 'x'), choice('b', 'y')] })]);
  const change = { updated_at: at(55), result: [choice('a', 'z')] };
  const after = task(1, [annotation(3, change), annotation(4, { was_cancelled: true })], { updated_at: at(55) });
  const expected = [
    { annotation_id: 'ls:annotation:3:a', value_code: 'z', status: 'submitted' },
    { annotation_id: 'ls:annotation:4:label', value_code: null, status: 'skipped' },
  ];

  it('takes the place of an older one, with the questions that are not answered any more', async () => {
    await load([before]);
    expect(await load([after])).toMatchObject({ loaded: 1, tables: { fact_annotation: { voided: 1 } } });
    expect(await answers('annotation_id, value_code, status')).toEqual(expected);
    expect(await load([after])).toMatchObject({ loaded: 0, unchanged: 1 });
  });

  it('stays where an older one is loaded later, and in one file with it', async () => {
    await load([after]);
    expect(await load([before])).toMatchObject({ loaded: 0, ignored: 1, reasons: { older: 1 } });
    expect(await answers('annotation_id, value_code, status')).toEqual(expected);
    await database.close();
    database = await TestDatabase.open();
    await load([before, after]);
    expect(await answers('annotation_id, value_code, status')).toEqual(expected);
  });

  it('voids annotations that were deleted only where it is said to be the whole of its task', async () => {
    await load([task(1, [annotation(3), annotation(4)])]);
    const file = await database.file('export.json', JSON.stringify([task(1, [annotation(3)])]));
    const without = await toolSource(file);
    await database.load(without, { now });
    expect(await answers('annotation_id')).toHaveLength(2);
    await database.load(without, { now, full: { name: 'task', value: 'ls:project:7' } });
    expect(await answers('annotation_id')).toEqual([{ annotation_id: 'ls:annotation:3:sentiment' }]);
    expect(await database.value('select count(*) from fact_work_item where voided_at is null')).toBe(1);
  });

  it('can be taken back: what it replaced and voided is there again', async () => {
    await load([before]);
    const everything = await database.everything();
    const { load: id } = await load([after]);
    await database.unload(String(id), new Date('2024-06-02T12:00:00Z'));
    expect(await database.everything()).toBe(everything);
  });
});

describe('what a Label Studio export only mentions', () => {
  it('does not replace what another source says of it', async () => {
    await load([task(1, [annotation(3)])]);
    await database.execute(`update dim_annotator set source_system = 'roster', role = 'expert', vendor_id = 'acme'`);
    await load([task(1, [annotation(3)]), task(2, [annotation(4)])], { vendor: 'other' });
    expect(await database.rows('select source_system, role, vendor_id from dim_annotator')).toEqual([
      { source_system: 'roster', role: 'expert', vendor_id: 'acme' },
    ]);
  });
});

describe('records of a Label Studio export that cannot be read', () => {
  it('are set aside one by one, kept without people and texts', async () => {
    const strange = task(2, [], { annotations: 'none', data: { text: 'secret' } });
    const text = `[${JSON.stringify(task(1, [annotation(3)]))},\n${JSON.stringify(strange)},\n{"id": 3,},\n4,\n${JSON.stringify(
      task(5, [annotation(6, { created_at: '1970-01-01T00:00:00Z' })]),
    )}]`;
    const file = await database.file('export.json', text);
    const receipt = await database.load(await toolSource(file), { now });
    expect(receipt).toMatchObject({ read: 5, loaded: 1, quarantined: 4, ignored: 0 });
    expect(receipt.examples.map(({ record, line, reason, detail }) => [record, line, reason, detail])).toEqual([
      [2, 2, 'MALFORMED', 'annotations is not a list'],
      [3, 3, 'MALFORMED', 'it is not JSON'],
      [4, 4, 'MALFORMED', 'it is not a JSON object'],
      [5, null, 'V-T1', 'first_submitted_at is "1970-01-01T00:00:00Z", expected an instant after 2015-01-01'],
    ]);
    expect(await database.value('select count(*) from fact_work_item')).toBe(1);
    const kept = await database.rows(
      `select record, raw from assay_state.quarantine where raw is not null order by record`,
    );
    expect([...new Set(kept.map(({ record }) => record))]).toEqual([2, 5]);
    expect(String(kept[0]?.['raw'])).toContain('"project":7');
    expect(JSON.stringify(kept)).not.toMatch(/secret|ann@|message/);
  });
});
