import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import type { LabelRow } from './labelling-rows.ts';
import { answer, item, minute, review, rowsSource } from './labelling-rows.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const day = (n: number) => new Date(Date.UTC(2024, 5, n));
async function load(n: number, ...rows: readonly LabelRow[]): Promise<string> {
  return String((await database.load(rowsSource(rows), { now: day(n) })).load);
}
const shown = () =>
  database.rows('select work_item_id, batch_id from fact_work_item where voided_at is null order by 1');
const fix = (id: string, batch: string) => item({ work_item_id: id, batch_id: batch });

describe('taking a load back', () => {
  it('brings back what it superseded, and removes what it brought', async () => {
    await load(1, fix('a', '1'), fix('b', '1'));
    const before = await database.everything();
    const second = await load(2, fix('b', '2'), fix('c', '2'));
    expect(await database.unload(second, day(3))).toEqual({
      load: second,
      file: 'memory',
      tables: { fact_work_item: { removed: 2, restored: 1, changed: 0 } },
    });
    expect(await database.everything()).toBe(before);
  });

  it('of an earlier load leaves what later ones brought, and closes the gap in history', async () => {
    const first = await load(1, fix('a', '1'));
    const second = await load(2, fix('a', '2'));
    await load(3, fix('a', '3'));
    await database.unload(second, day(4));
    expect(await shown()).toEqual([{ work_item_id: 'a', batch_id: '3' }]);
    expect(
      await database.rows('select batch_id, ingested_at, superseded_at, load_id from fact_work_item_history'),
    ).toEqual([
      {
        batch_id: '1',
        ingested_at: '2024-06-01T00:00:00.000000Z',
        superseded_at: '2024-06-03T00:00:00.000000Z',
        load_id: first,
      },
    ]);
    await database.unload(first, day(5));
    expect(await shown()).toEqual([{ work_item_id: 'a', batch_id: '3' }]);
    expect(await database.historyCount()).toBe(0);
  });

  it('works out again what followed from it, and leaves no trace where that is as before', async () => {
    await load(1, item({}), answer({ annotation_id: 'a1' }), review({ decision: 'fail', decided_at: minute(2) }));
    const before = await database.everything();
    const second = await load(2, answer({ annotation_id: 'a2', revision: 2, submitted_at: minute(3) }));
    expect(await database.value('select rework_count from fact_work_item')).toBe(1);
    const { tables } = await database.unload(second, day(3));
    expect(tables).toEqual({
      fact_work_item: { removed: 0, restored: 0, changed: 1 },
      fact_annotation: { removed: 1, restored: 0, changed: 1 },
    });
    expect(await database.everything()).toBe(before);
  });

  it('gives the source its say again when the reviews that showed otherwise go', async () => {
    const reviews = await load(1, review({ decision: 'fail' }), answer({ submitted_at: minute(3) }));
    await load(2, item({ rework_count: 4 }));
    expect(await database.value('select rework_count from fact_work_item')).toBe(1);
    await database.unload(reviews, day(3));
    expect(await database.value('select rework_count from fact_work_item')).toBe(4);
  });

  it('gives the source its former say again where a review had overruled it both times', async () => {
    await load(1, item({ rework_count: 0 }));
    const before = await database.everything();
    const second = await load(2, item({ rework_count: null }), review({}));
    expect(await database.value('select rework_count from fact_work_item')).toBe(0);
    await database.unload(second, day(3));
    expect(await database.everything()).toBe(before);
  });

  it('takes what was set aside along, and marks the load', async () => {
    const first = await load(1, fix('a', '1'), item({ work_item_id: 'b', status: 'no status' }));
    expect(await database.value('select count(*) from assay_state.quarantine')).toBe(1);
    await database.unload(first.slice(0, 8), day(2));
    expect(await database.value('select count(*) from assay_state.quarantine')).toBe(0);
    expect(await database.rows('select load_id, taken_back_at from assay_state.loads')).toEqual([
      { load_id: first, taken_back_at: '2024-06-02T00:00:00.000000Z' },
    ]);
    expect(await database.value(`select value from assay_state.meta where key = 'data_version'`)).not.toBe(first);
  });

  it('of no load, of one taken back and of too few letters is refused', async () => {
    const first = await load(1, fix('a', '1'));
    const refusal = (id: string) => expect(database.unload(id, day(2))).rejects;
    await refusal('00000000-0000').toMatchObject({ code: 'LOAD_UNKNOWN', message: 'There is no load with this id.' });
    await refusal('a').toMatchObject({ code: 'LOAD_UNKNOWN', message: 'The id of a load has 6 letters at least.' });
    await database.unload(first, day(2));
    await refusal(first).toMatchObject({
      code: 'LOAD_UNKNOWN',
      message: 'The load was taken back already, on 2024-06-02.',
    });
  });
});

describe('a full load', () => {
  const full = { name: 'batch', value: 'b1' };
  const inBatch = (id: string, batch = 'b1') => item({ work_item_id: id, batch_id: batch });

  it('voids what the file lacks of its scope, and of nothing else; unloading it brings that back', async () => {
    await load(
      1,
      inBatch('a'),
      inBatch('b'),
      inBatch('c', 'b2'),
      answer({ work_item_id: 'b' }),
      review({ work_item_id: 'b' }),
    );
    const before = await database.everything();
    const receipt = await database.load(
      rowsSource([inBatch('a'), answer({ annotation_id: 'new', work_item_id: 'a' })]),
      {
        now: day(2),
        full,
      },
    );
    expect(receipt.tables).toEqual({
      fact_work_item: { inserted: 0, updated: 0, unchanged: 1, voided: 1 },
      // Found through the item; reviews are not in the file, so it says nothing about them.
      fact_annotation: { inserted: 1, updated: 0, unchanged: 0, voided: 1 },
    });
    expect((await shown()).map((row) => row['work_item_id'])).toEqual(['a', 'c']);
    expect(await database.value('select count(*) from fact_review where voided_at is null')).toBe(1);
    expect(await database.value('select scope from assay_state.loads where scope is not null')).toBe('batch=b1');
    await database.unload(String(receipt.load), day(3));
    expect(await database.everything()).toBe(before);
  });

  it('works out what followed from the voided rows, and a voided row that is loaded again comes back', async () => {
    const gold = { is_gold: true };
    await load(
      1,
      inBatch('w1'),
      answer({ ...gold }),
      answer({ ...gold, annotation_id: 'key', annotator_id: 'expert', stage: 'adjudication', submitted_at: minute(0) }),
    );
    const correct = () => database.value(`select gold_correct from fact_annotation where annotation_id = 'a1'`);
    expect(await correct()).toBe(true);
    await database.load(rowsSource([answer({ ...gold })]), { now: day(2), full });
    expect(await correct()).toBe(null);
    await load(
      3,
      answer({ ...gold, annotation_id: 'key', annotator_id: 'expert', stage: 'adjudication', submitted_at: minute(0) }),
    );
    expect(await correct()).toBe(true);
  });

  it('is refused when a record would be set aside, or when nothing can be asked for the scope', async () => {
    await load(1, inBatch('a'), inBatch('b'));
    const broken = rowsSource([inBatch('a'), item({ work_item_id: 'b', status: 'no status' })]);
    await expect(database.load(broken, { full })).rejects.toMatchObject({ code: 'RECORDS_QUARANTINED' });
    await expect(
      database.load(rowsSource([inBatch('a')]), { full: { name: 'weather', value: 'fine' } }),
    ).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: 'Nothing that the file fills can be asked for "weather".',
      hint: 'Scopes for it: task, task_version, batch, vendor, workflow, model_version.',
    });
    expect(await shown()).toHaveLength(2);
  });
});
