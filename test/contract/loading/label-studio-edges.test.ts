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

const answers = (columns: string) => answersIn(database, columns);

describe('a snapshot of Label Studio', () => {
  it('names predictions and drafts by id alone, and the annotation holds the one it was begun from', async () => {
    const shown = { id: 5, model_version: 'm-1', result: [choice('sentiment', 'bad')] };
    const begun = annotation(3, { completed_by: 17, parent_prediction: 5, prediction: shown });
    expect(await load([task(1, [begun], { predictions: [5, 6], drafts: [8] })])).toMatchObject({ loaded: 1 });
    expect(await answers('value_code, prelabel_value')).toEqual([{ value_code: 'good', prelabel_value: 'bad' }]);
  });
});

describe('two Label Studios in one database', () => {
  it('have annotations of the same number that are not parts of one thing', async () => {
    const inOne = (question: string, minute: number) =>
      task(1, [annotation(3, { result: [choice(question, 'x')], reviews: [review(8)] })], { updated_at: at(minute) });
    await load([inOne('here', 50)]);
    await load([inOne('older', 40)], { instance: 'eu' });
    await load([inOne('newer', 58)], { instance: 'us' });
    expect(await answers('annotation_id, source_id')).toEqual([
      { annotation_id: 'ls:annotation:3:here', source_id: '3' },
      { annotation_id: 'ls:eu:annotation:3:older', source_id: 'eu:3' },
      { annotation_id: 'ls:us:annotation:3:newer', source_id: 'us:3' },
    ]);
    expect(await database.value('select count(*) from fact_review')).toBe(3);
  });
});

describe('a number above 2^53', () => {
  // 2^53 + 1 and 2^53, which are one number of 64 bits.
  const [above, rounded] = ['9007199254740993', '9007199254740992'];
  const given = [result('count', 'number', { number: 'BIG' })];
  const person = (id: string) => annotation(3, { id, result: given, completed_by: id });
  const text = (id: string) =>
    JSON.stringify({ ...task(1, [person(id)]), id, project: { id } }).replaceAll(`"${id}"`, id);

  it('is a number where it is an answer, and exact where it is an id', async () => {
    const file = await database.file('export.json', `[${text(above)},${text(rounded)}]`.replaceAll('"BIG"', above));
    expect(await database.load(await toolSource(file), { now })).toMatchObject({ read: 2, loaded: 2, quarantined: 0 });
    const answers = await database.rows(
      'select annotation_id, work_item_id, task_version_id, value_code, value_num from fact_annotation order by 1',
    );
    expect(answers).toEqual(
      [rounded, above].map((id) => ({
        annotation_id: `ls:annotation:${id}:count`,
        work_item_id: `ls:task:${id}`,
        task_version_id: `ls:project:${id}:1`,
        value_code: null,
        value_num: Number(rounded),
      })),
    );
    expect(await database.value('select count(distinct annotator_id) from fact_annotation')).toBe(2);
  });
});

describe('an older export', () => {
  it('does not bring back a verdict that was changed since', async () => {
    const reviewed = (accepted: boolean, minute: number) =>
      task(1, [annotation(3, { reviews: [review(8, { accepted })] })], { updated_at: at(minute) });
    await load([reviewed(true, 55)]);
    await load([reviewed(false, 50)]);
    expect(await database.rows('select decision, status from fact_review, fact_work_item')).toEqual([
      { decision: 'pass', status: 'accepted' },
    ]);
  });
});

describe('projects that are said to be one task', () => {
  it('give the same task, whichever came last', async () => {
    const of = (id: number, project: number) => [task(id, [annotation(id)], { project })];
    await load(of(1, 7), { task: 'mine' });
    const expected = [{ task_version_id: 'mine:1', title: 'mine', source_id: null }];
    expect(await database.rows('select task_version_id, title, source_id from dim_task')).toEqual(expected);
    await load(of(2, 8), { task: 'mine' });
    expect(await database.rows('select task_version_id, title, source_id from dim_task')).toEqual(expected);
    expect(await database.rows('select * from dim_task_history')).toEqual([]);
  });
});

describe('an item whose key was given first', () => {
  it('has a first answer all the same', async () => {
    const people = [annotation(6, { completed_by: 6 }), annotation(7, { completed_by: 7 })];
    await load([task(1, [annotation(3, { ground_truth: true }), ...people])]);
    expect((await answers('stage')).map(({ stage }) => stage)).toEqual(['adjudication', 'initial', 'overlap']);
  });
});

describe('a task that is set aside', () => {
  it('for a review that began at no instant', async () => {
    const reviews = [review(8, { started_at: 'yesterday' })];
    const receipt = await load([task(1, [annotation(3, { reviews })]), task(2, [annotation(4)])]);
    expect(receipt).toMatchObject({ loaded: 1, quarantined: 1 });
    expect(receipt.examples).toMatchObject([{ record: 1, detail: 'started_at of a review is no instant' }]);
  });

  it('is kept without its data and its people, whatever their fields are called', async () => {
    const data = { id: 'Jo Miller', type: 'a secret', created_at: 'today', salary: 98765 };
    await load([task(1, [annotation(3, { id: null, completed_by: 4711 })], { data, updated_by: 4712 })]);
    const raw = String(await database.value('select raw from assay_state.quarantine'));
    expect(JSON.parse(raw)).toMatchObject({ id: 1, project: 7, data: '[left out]', updated_by: '[left out]' });
    expect(raw).not.toMatch(/Miller|secret|today|98765|4711|4712/);
  });

  it('of a flat export keeps ids and instants alone', async () => {
    const record = { annotation_id: 3, annotator: 4711, created_at: at(3), updated_at: at(3), lead_time: 2, mood: 'x' };
    await load([{ ...record, salary: 98765 }], { questions: 'mood' });
    const raw = String(await database.value('select raw from assay_state.quarantine'));
    expect(JSON.parse(raw)).toMatchObject({ annotation_id: 3, lead_time: 2, annotator: '[left out]' });
    expect(raw).not.toMatch(/98765|4711/);
  });
});
