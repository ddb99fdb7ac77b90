import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forget, pseudonymOf } from '@assay/importers';
import { TestDatabase } from './database.ts';
import type { LabelRow } from './labelling-rows.ts';
import { answer, item, minute, review, rowsSource } from './labelling-rows.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const key = { bytes: Buffer.alloc(32, 7) };
const day = (n: number) => new Date(Date.UTC(2024, 5, n));
const load = (n: number, ...rows: readonly LabelRow[]) =>
  database.load(rowsSource(rows), { now: day(n), key, keepContent: true });
const erase = (id: string) => forget(database.loader, id, { key, now: day(9), signal: new AbortController().signal });

describe('forgetting', () => {
  it('a person erases their rows everywhere, history and records set aside included', async () => {
    await load(
      1,
      item({}),
      answer({}),
      answer({ annotation_id: 'b', annotator_id: 'bob' }),
      review({ reviewer_id: 'ann' }),
    );
    const second = await load(2, answer({ value_code: 'no' }));
    const pseudonym = pseudonymOf('ann', key);
    await database.execute(`insert into assay_state.quarantine values
      ('l', 1, 2, 'x', 'TYPE', 'd', '{"who":"${pseudonym}"}'), ('l', 2, 3, 'x', 'TYPE', 'd', '{"who":"somebody"}')`);
    expect(await erase('ann')).toEqual({
      tables: { fact_annotation: { current: 1, history: 1 }, fact_review: { current: 1, history: 0 } },
      contents: 0,
      quarantined: 1,
    });
    expect(await database.everything()).not.toContain(pseudonym);
    expect(await database.rows('select annotation_id from fact_annotation')).toEqual([{ annotation_id: 'b' }]);
    // Nothing that is taken back later brings them again.
    await database.unload(String(second.load), day(10));
    expect(await database.everything()).not.toContain(pseudonym);
    expect(await database.rows('select * exclude (erased_at) from assay_state.erasures order by all')).toEqual([
      {
        table_name: 'fact_annotation',
        in_force_from: '2024-06-01T00:00:00.000000Z',
        in_force_to: '2024-06-02T00:00:00.000000Z',
        row_count: 1,
      },
      { table_name: 'fact_annotation', in_force_from: '2024-06-02T00:00:00.000000Z', in_force_to: null, row_count: 1 },
      { table_name: 'fact_review', in_force_from: '2024-06-01T00:00:00.000000Z', in_force_to: null, row_count: 1 },
    ]);
  });

  it('does the same by the pseudonym, and works out again what followed from them', async () => {
    await load(1, item({}), answer({}), answer({ annotation_id: 'a2', revision: 2, annotator_id: 'bob' }));
    await load(
      2,
      review({ decision: 'fail', reviewer_id: 'ann' }),
      answer({ annotation_id: 'a3', annotator_id: 'bob', revision: 3, submitted_at: minute(5) }),
    );
    expect(await database.value('select rework_count from fact_work_item')).toBe(1);
    await erase(pseudonymOf('ann', key));
    expect(await database.value('select rework_count from fact_work_item')).toBe(null);
  });

  it('an item erases it and what was said of it, and kept texts that nothing else points to', async () => {
    const output = (id: string, uri: string) => ({
      table: 'fact_output' as const,
      cells: {
        output_id: id,
        environment: 'production',
        model_version_id: 'm',
        produced_at: minute(0),
        status: 'ok',
        content_uri: uri,
      },
    });
    const text = (uri: string) => ({ table: 'ref_content' as const, cells: { content_uri: uri, text: uri } });
    await load(1, output('o1', 'own'), output('o2', 'shared'), output('o3', 'shared'), text('own'), text('shared'));
    expect(await erase('o1')).toMatchObject({ tables: { fact_output: { current: 1, history: 0 } }, contents: 1 });
    expect(await erase('o2')).toMatchObject({ contents: 0 });
    expect(await database.rows('select content_uri from ref_content')).toEqual([{ content_uri: 'shared' }]);
    await load(2, item({ work_item_id: 'w7' }), answer({ work_item_id: 'w7' }));
    expect(Object.keys((await erase('w7')).tables)).toEqual(['fact_work_item', 'fact_annotation']);
  });

  it('somebody unknown is refused, and changes nothing', async () => {
    await load(1, item({}));
    const before = await database.everything();
    await expect(erase('nobody')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    expect(await database.everything()).toBe(before);
  });
});
