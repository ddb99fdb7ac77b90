import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile, unpacked } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const crowd = (file: string) => shippedSource('crowd-rte', file, { date: '2018-04-10' });
const header = 'annotation_id,worker_id,orig_id,response,gold,hypothesis,task,text';

describe('the recipe crowd-rte', () => {
  it('compares each label with the gold answer of its item, where there is one', async () => {
    const file = await database.file(
      'rte.csv',
      [header, '1,W1,25,0,0,H,IR,T', '2,W2,25,1,0,H,IR,T', '3,W1,26,1,,H2,QA,T2'].join('\n'),
    );
    expect(await database.load(await crowd(file))).toMatchObject({
      read: 3,
      loaded: 3,
      tables: { fact_work_item: { inserted: 2 }, fact_annotation: { inserted: 4 }, dim_annotator: { inserted: 3 } },
    });
    const rows = await database.rows(`
      select source_id, value_code, gold_correct, is_latest from fact_annotation order by source_id`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['1', '0', true, true],
      ['2', '1', false, true],
      ['3', '1', null, true],
      ['key:25', '0', null, true],
    ]);
  });

  it('sets an item aside whose lines name different gold answers', async () => {
    const file = await database.file('rte.csv', [header, '1,W1,25,0,0,H,IR,T', '2,W2,25,1,1,H,IR,T'].join('\n'));
    expect(await database.load(await crowd(file))).toMatchObject({ loaded: 0, quarantined: 2, reasons: { 'V-K1': 2 } });
  });
});

const published = publicFile('crowd-rte', 'rte_standardized.csv.gz');

describePublic('the published crowd labels', [published], () => {
  it('are 8,000 of 164 workers, right as often as published', async () => {
    const file = await database.file('rte.csv', unpacked(published));
    expect(await database.load(await crowd(file), { strict: true })).toMatchObject({
      read: 8000,
      loaded: 8000,
      tables: { fact_work_item: { inserted: 800 }, dim_annotator: { inserted: 165 } },
    });
    // Mean accuracy of a single label 0.7291; 65 ties of 5:5; a tie counting half 0.8969, a tie going to 0 0.9188.
    const [figures] = await database.rows(`
      with item as (
        select work_item_id, sum(cast(value_code as int)) as ones, count(*) as labels, bool_or(gold_correct = (value_code = '1')) as gold
        from fact_annotation where stage = 'overlap' group by 1
      )
      select count(*) filter (where ones * 2 = labels) as ties,
        round(avg(case when ones * 2 = labels then 0.5 when (ones * 2 > labels) = gold then 1 else 0 end), 4) as half,
        round(avg(case when (ones * 2 > labels) = gold then 1.0 else 0 end), 4) as tie_to_0
      from item`);
    expect(figures).toEqual({ ties: 65, half: 0.8969, tie_to_0: 0.9188 });
    const right = `from fact_annotation where stage = 'overlap'`;
    expect(await database.value(`select round(avg(case when gold_correct then 1.0 else 0 end), 4) ${right}`)).toBe(
      0.7291,
    );
  });
});
