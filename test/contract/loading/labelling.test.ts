import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import type { LabelRow } from './labelling-rows.ts';
import { answer, item, minute, review, rowsSource, task } from './labelling-rows.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const load = (...rows: readonly LabelRow[]) => database.load(rowsSource(rows));

async function flags(table: string, key: string, flag: string): Promise<Record<string, unknown>> {
  const rows = await database.rows(`select ${key} as id, ${flag} as flag from ${table} order by 1`);
  return Object.fromEntries(rows.map(({ id, flag: value }) => [String(id), value]));
}
const latestAnswers = () => flags('fact_annotation', 'annotation_id', 'is_latest');
const goldCorrect = () => flags('fact_annotation', 'annotation_id', 'gold_correct');
const latestReviews = () => flags('fact_review', 'review_id', 'is_latest');
const duplicates = () => flags('fact_work_item', 'work_item_id', 'is_duplicate');
const rework = () => flags('fact_work_item', 'work_item_id', 'rework_count');

describe('the latest answer', () => {
  it('is the highest revision of an annotator, item and question, in whatever order they come', async () => {
    await load(answer({ annotation_id: 'a2', revision: 2, submitted_at: minute(5) }));
    await load(
      answer({ annotation_id: 'a1' }),
      answer({ annotation_id: 'other question', question_code: 'why' }),
      answer({ annotation_id: 'other item', work_item_id: 'w2' }),
      answer({ annotation_id: 'other annotator', annotator_id: 'bob' }),
    );
    expect(await latestAnswers()).toEqual({
      a1: false,
      a2: true,
      'other annotator': true,
      'other item': true,
      'other question': true,
    });
    expect(await database.historyCount()).toBe(0);
    await load(answer({ annotation_id: 'a3', revision: 3, status: 'cancelled', submitted_at: minute(6) }));
    expect(await latestAnswers()).toMatchObject({ a1: false, a2: false, a3: true });
    expect(await database.rows('select annotation_id, is_latest from fact_annotation_history')).toEqual([
      { annotation_id: 'a2', is_latest: true },
    ]);
  });

  it('is one where revisions are equal or not known: the one submitted last, then the last key', async () => {
    await load(
      answer({ annotation_id: 'a1', revision: null, submitted_at: minute(9) }),
      answer({ annotation_id: 'a2', revision: 1, submitted_at: minute(1) }),
      answer({ annotation_id: 'a3', revision: 1, submitted_at: minute(2) }),
      answer({ annotation_id: 'a4', revision: 1, submitted_at: minute(2) }),
    );
    expect(await latestAnswers()).toEqual({ a1: false, a2: false, a3: false, a4: true });
  });

  it('of unknown people is each of them: nobody knows that one revises another', async () => {
    const unknown = { annotator_id: null, stage: 'rework' };
    const verdict = (id: string, of: string, at: number) =>
      review({ review_id: id, annotation_id: of, decided_at: minute(at) });
    await load(
      item({}),
      answer({ ...unknown, annotation_id: 'a1' }),
      answer({ ...unknown, annotation_id: 'a2', submitted_at: minute(2) }),
      verdict('r1', 'a1', 3),
      verdict('r2', 'a2', 4),
    );
    expect(await latestAnswers()).toEqual({ a1: true, a2: true });
    expect(await latestReviews()).toEqual({ r1: true, r2: true });
    expect(await rework()).toEqual({ w1: 1 });
  });

  it('of a thread that a row leaves is worked out again', async () => {
    await load(answer({ annotation_id: 'a1' }), answer({ annotation_id: 'a2', revision: 2 }));
    await load(answer({ annotation_id: 'a2', revision: 2, work_item_id: 'w2' }));
    expect(await latestAnswers()).toEqual({ a1: true, a2: true });
  });
});

describe('gold answers', () => {
  const gold = (cells: LabelRow['cells']) => answer({ is_gold: true, ...cells });
  const key = (cells: LabelRow['cells']) =>
    gold({ annotation_id: 'key', annotator_id: 'expert', stage: 'adjudication', submitted_at: minute(0), ...cells });

  it('are compared with the key in force when they were submitted', async () => {
    await load(
      key({ annotation_id: 'key 1', value_code: 'yes' }),
      key({ annotation_id: 'key 2', value_code: 'no', revision: 2, submitted_at: minute(10) }),
      gold({ annotation_id: 'right', annotator_id: 'a' }),
      gold({ annotation_id: 'wrong', annotator_id: 'b', value_code: 'no' }),
      gold({ annotation_id: 'by the second key', annotator_id: 'c', value_code: 'no', submitted_at: minute(10) }),
      gold({ annotation_id: 'skipped', annotator_id: 'd', status: 'skipped', value_code: null }),
      gold({ annotation_id: 'other question', annotator_id: 'e', question_code: 'why' }),
      answer({ annotation_id: 'not gold', annotator_id: 'f' }),
    );
    expect(await goldCorrect()).toEqual({
      'key 1': null,
      'key 2': null,
      right: true,
      wrong: false,
      'by the second key': true,
      skipped: null,
      'other question': null,
      'not gold': null,
    });
  });

  it('are compared with no key that was declared wrong: with the one before it, or none', async () => {
    await load(
      gold({ annotation_id: 'as the first', annotator_id: 'a', submitted_at: minute(20) }),
      gold({ annotation_id: 'as the second', annotator_id: 'b', value_code: 'no', submitted_at: minute(20) }),
    );
    const { load: first } = await load(key({ annotation_id: 'key 1', value_code: 'yes' }));
    const { load: second } = await load(
      key({ annotation_id: 'key 2', value_code: 'no', revision: 2, submitted_at: minute(10) }),
    );
    expect(await goldCorrect()).toMatchObject({ 'as the first': false, 'as the second': true });
    await database.unload(String(second), new Date(Date.UTC(2026, 5, 3)));
    expect(await goldCorrect()).toMatchObject({ 'as the first': true, 'as the second': false });
    await database.unload(String(first), new Date(Date.UTC(2026, 5, 4)));
    expect(await goldCorrect()).toMatchObject({ 'as the first': null, 'as the second': null });
  });

  it('wait for their key, and are compared in every kind of value', async () => {
    await load(
      gold({ annotation_id: 'set', work_item_id: 'w2', annotator_id: 'a', value_code: null, value_set: 'x|y' }),
      gold({ annotation_id: 'number', work_item_id: 'w3', annotator_id: 'a', value_code: null, value_num: 4 }),
      gold({ annotation_id: 'before any key', work_item_id: 'w4', annotator_id: 'a' }),
    );
    expect(await goldCorrect()).toEqual({ set: null, number: null, 'before any key': null });
    await load(
      key({ annotation_id: 'k2', work_item_id: 'w2', value_code: null, value_set: 'x|y' }),
      key({ annotation_id: 'k3', work_item_id: 'w3', value_code: null, value_num: 5 }),
      key({ annotation_id: 'k4', work_item_id: 'w4', submitted_at: minute(2) }),
    );
    expect(await goldCorrect()).toMatchObject({ set: true, number: false, 'before any key': null });
  });
});

describe('the latest review', () => {
  it('is the last of its kind on the same item or the same answers', async () => {
    await load(
      answer({ annotation_id: 'ann 1', revision: 1 }),
      answer({ annotation_id: 'ann 2', revision: 2 }),
      answer({ annotation_id: 'bob 1', annotator_id: 'bob' }),
      review({ review_id: 'item, second', decided_at: minute(9) }),
      review({ review_id: 'item, first' }),
      review({ review_id: 'item, audit', review_kind: 'audit' }),
      review({ review_id: 'ann, first revision', annotation_id: 'ann 1' }),
      review({ review_id: 'ann, second revision', annotation_id: 'ann 2', decided_at: minute(5) }),
      review({ review_id: 'bob', annotation_id: 'bob 1' }),
      review({ review_id: 'unknown answer', annotation_id: 'nobody knows' }),
    );
    expect(await latestReviews()).toEqual({
      'item, second': true,
      'item, first': false,
      'item, audit': true,
      'ann, first revision': false,
      'ann, second revision': true,
      bob: true,
      'unknown answer': true,
    });
  });

  it('follows answers that come after it', async () => {
    await load(
      review({ review_id: 'r1', annotation_id: 'a1' }),
      review({ review_id: 'r2', annotation_id: 'a2', decided_at: minute(3) }),
    );
    expect(await latestReviews()).toEqual({ r1: true, r2: true });
    await load(answer({ annotation_id: 'a1' }), answer({ annotation_id: 'a2', revision: 2 }));
    expect(await latestReviews()).toEqual({ r1: false, r2: true });
  });
});

describe('duplicate items', () => {
  it('stay copies when a review or an answer of theirs comes alone', async () => {
    await load(
      item({ work_item_id: 'first', item_hash: 'x', created_at: minute(1) }),
      item({ work_item_id: 'copy', item_hash: 'x', created_at: minute(2) }),
    );
    await load(review({ work_item_id: 'copy' }));
    expect(await duplicates()).toEqual({ copy: true, first: false });
    await load(answer({ work_item_id: 'copy' }));
    expect(await duplicates()).toEqual({ copy: true, first: false });
  });

  it('are later copies of a fingerprint in one task, over its versions; a redo is none', async () => {
    await load(
      task({ task_version_id: 't1' }),
      task({ task_version_id: 't2' }),
      item({ work_item_id: 'copy', item_hash: 'x', created_at: minute(2) }),
      item({ work_item_id: 'copy under a new version', item_hash: 'x', task_version_id: 't2', created_at: minute(3) }),
      item({ work_item_id: 'redo', item_hash: 'x', created_at: minute(4), relabel_of_work_item_id: 'copy' }),
      item({ work_item_id: 'other task', item_hash: 'x', task_version_id: 'u1', created_at: minute(5) }),
      item({ work_item_id: 'no fingerprint' }),
      item({ work_item_id: 'nor here' }),
    );
    const first = await duplicates();
    expect(first).toEqual({
      copy: false,
      'copy under a new version': true,
      redo: false,
      'other task': false,
      'no fingerprint': false,
      'nor here': false,
    });
    await load(item({ work_item_id: 'original', item_hash: 'x', created_at: minute(1) }));
    expect(await duplicates()).toEqual({ ...first, original: false, copy: true });
  });

  it('follow a task version that is told to be of another task, and a fingerprint that changes', async () => {
    await load(
      item({ work_item_id: 'w1', item_hash: 'x' }),
      item({ work_item_id: 'w2', item_hash: 'x', task_version_id: 't2', created_at: minute(1) }),
    );
    expect(await duplicates()).toEqual({ w1: false, w2: false });
    await load(task({ task_version_id: 't1' }), task({ task_version_id: 't2' }));
    expect(await duplicates()).toEqual({ w1: false, w2: true });
    await load(item({ work_item_id: 'w1', item_hash: 'y' }));
    expect(await duplicates()).toEqual({ w1: false, w2: false });
  });
});

describe('rounds of rework', () => {
  const fail = (n: number, cells: LabelRow['cells'] = {}) =>
    review({ review_id: `fail ${n}`, decision: 'fail', decided_at: minute(n), ...cells });
  const at = (n: number, cells: LabelRow['cells'] = {}) =>
    answer({ annotation_id: `answer ${n}`, revision: n, submitted_at: minute(n), ...cells });

  it.each<[string, readonly LabelRow[], number | null]>([
    ['nothing is known without a review', [item({}), at(1)], null],
    ['an acceptance that sent nothing back', [item({}), at(1), review({ decided_at: minute(2) })], 0],
    ['an audit alone says nothing', [item({}), at(1), review({ review_kind: 'audit' })], null],
    ['a rejection is no rework', [item({ status: 'rejected' }), at(1), fail(2)], 0],
    ['an item that waits for its rework', [item({ status: 'rework' }), at(1), fail(2)], 1],
    ['two rounds', [item({}), at(1), fail(2), at(3), fail(4), at(5), review({ decided_at: minute(6) })], 2],
    [
      'two reviewers and two answers are one round',
      [item({}), at(1), fail(2), fail(3), at(4), at(5, { annotator_id: 'bob' })],
      1,
    ],
    [
      'a failed calibration sends nothing back',
      [item({}), at(1), fail(2, { review_kind: 'calibration' }), at(3)],
      null,
    ],
    [
      'answers given as rework show it too',
      [item({}), at(1), at(2, { stage: 'rework' }), at(3, { stage: 'rework' })],
      2,
    ],
    ['the source, where nothing shows it', [item({ rework_count: 4 }), at(1)], 4],
    ['the source, where a review was passed', [item({ rework_count: 4 }), at(1), review({})], 4],
    ['reviews before the source', [item({ rework_count: 4 }), at(1), fail(2), at(3)], 1],
  ])('%s', async (_, rows, expected) => {
    await load(...rows);
    expect(await rework()).toEqual({ w1: expected });
    await database.close();
    database = await TestDatabase.open();
    const [last, ...others] = rows.toReversed();
    if (last !== undefined) await load(last);
    await load(...others);
    expect(await rework()).toEqual({ w1: expected });
  });

  it('fall back to what the source gave when what showed them is taken back', async () => {
    await load(fail(2), at(1), at(3));
    await load(item({ rework_count: 4 }));
    expect(await rework()).toEqual({ w1: 1 });
    await load(at(3, { status: 'cancelled' }));
    expect(await rework()).toEqual({ w1: 4 });
    expect(await database.value('select count(*) from assay_state.given_rework')).toBe(0);
  });
});
