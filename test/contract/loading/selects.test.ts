import type { SelectSource } from '@assay/importers';
import { contentUri, pseudonymKey, pseudonymOf } from '@assay/importers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const source = (...selects: SelectSource['selects']): SelectSource => ({
  kind: 'selects',
  file: 'made',
  source: 'test',
  prepare: ['create temp table thing as select range + 1 as i from range(5)'],
  selects,
});
const output = `'o' || i as output_id, 'production' as environment, 'm' as model_version_id, timestamptz '2024-01-01 10:00:00Z' as produced_at, 'ok' as status`;
const outputs = (columns = '', where = 'true') => ({
  table: 'fact_output' as const,
  sql: `select i as _record, i as _row, ${output}${columns} from thing where ${where}`,
});

describe('rows that selects make', () => {
  it('are loaded with a receipt, once', async () => {
    const first = await database.load(source(outputs()));
    expect(first).toMatchObject({ read: 5, loaded: 5, quarantined: 0 });
    expect(await database.load(source(outputs()))).toMatchObject({ read: 5, loaded: 0, unchanged: 5 });
    expect(await database.value('select count(*) from fact_output')).toBe(5);
  });

  it('have their people and texts hashed, as those of any source', async () => {
    await database.load(source(outputs(`, 'somebody' as session_key, 'a prompt' as prompt_hash`)));
    const key = await pseudonymKey(database.directory, {});
    const [row] = await database.rows('select distinct session_key, prompt_hash from fact_output');
    expect(row).toEqual({ session_key: pseudonymOf('somebody', key), prompt_hash: pseudonymOf('a prompt', key) });
  });

  it('keep texts under an address that is keyed', async () => {
    const texts = {
      ...source({
        table: 'ref_content',
        sql: `select 1 as _record, 1 as _row, uri as content_uri, 'prompt' as kind, text from kept`,
      }),
      prepare: [
        `create temp table kept as select text, ${contentUri('text')} as uri from (values ('hello')) given(text)`,
      ],
    };
    await database.load(texts);
    const key = await pseudonymKey(database.directory, {});
    expect(await database.value('select content_uri from ref_content')).toBe(
      `assay:content:${pseudonymOf('hello', key)}`,
    );
  });

  it.each([
    [
      'a code that its column does not know',
      `case when i = 3 then 'nowhere' else environment end as environment`,
      'V-E1',
    ],
    [
      'a time that has not come',
      `case when i = 3 then timestamptz '2124-01-01' else produced_at end as produced_at`,
      'V-T1',
    ],
    ['a value that must be there', `case when i = 3 then null else status end as status`, 'REQUIRED'],
    ['a key that must be there', `case when i = 3 then null else output_id end as output_id`, 'V-K1'],
  ])('lose a record for %s, whole, with what it said', async (_, replaced, reason) => {
    const { sql } = outputs();
    const wrong = `select * replace (${replaced}) from (select *, _record as i from (${sql}))`;
    const receipt = await database.load(source({ table: 'fact_output', sql: `select * exclude (i) from (${wrong})` }));
    expect(receipt).toMatchObject({ read: 5, loaded: 4, quarantined: 1, reasons: { [reason]: 1 } });
    expect(await database.value(`select count(*) from fact_output where output_id = 'o3'`)).toBe(0);
    expect(await database.value('select raw from assay_state.quarantine')).toContain('"table":"fact_output"');
  });

  it('lose a record for a number that is none', async () => {
    const graded = {
      table: 'fact_grade' as const,
      sql: `select i as _record, i as _row, 'g' || i as grade_id, 'o' || i as output_id, 'harm' as criterion, 'ann' as grader_id, 'human' as grader_kind,
        false as is_adjudicated, timestamptz '2024-01-02' as graded_at, case when i = 2 then 'nan'::double else 0.5 end as score_num from thing`,
    };
    expect(await database.load(source(outputs(), graded))).toMatchObject({
      loaded: 4,
      quarantined: 1,
      reasons: { TYPE: 1 },
    });
    expect(await database.value('select count(*) from fact_output')).toBe(4);
  });

  it('may be several of one record, each with a number', async () => {
    const twice = `select 1 as _record, i as _row, ${output} from thing`;
    expect(await database.load(source({ table: 'fact_output', sql: twice }))).toMatchObject({ read: 1, loaded: 1 });
    expect(await database.value('select count(*) from fact_output')).toBe(5);
  });

  it('come from a record once where two say the same', async () => {
    const same = `select i as _record, i as _row, * replace ('o1' as output_id) from (select i, ${output} from thing)`;
    const receipt = await database.load(source({ table: 'fact_output', sql: `select * exclude (i) from (${same})` }));
    expect(receipt).toMatchObject({ read: 5, loaded: 1, ignored: 4, reasons: { repeat: 4 } });
  });

  it('may not fill what the loader works out, nor leave out what every row needs', async () => {
    await expect(database.load(source(outputs(', now() as ingested_at')))).rejects.toMatchObject({ code: 'INTERNAL' });
    const lacking = {
      table: 'fact_output' as const,
      sql: `select i as _record, i as _row, 'o' || i as output_id from thing`,
    };
    await expect(database.load(source(lacking))).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await database.value(`select count(*) from duckdb_tables() where table_name = 'fact_output'`)).toBe(1);
  });
});
