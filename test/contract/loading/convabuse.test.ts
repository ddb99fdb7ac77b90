import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile, unpacked } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const convabuse = (file: string) => shippedSource('convabuse', file, { date: '2021-06-01' });
const header =
  'example_no,item_id,annotator_id,conv_id,bot,is_abuse.1,is_abuse.0,is_abuse.-1,is_abuse.-2,is_abuse.-3,type.ableism,type.homophobic,type.intellectual,type.racist,type.sexist,type.sex_harassment,type.transphobic,target.generalised,target.individual,target.system,direction.explicit,direction.implicit';

describe('the recipe convabuse', () => {
  it('reads severity and kinds, and takes a second judgement of one person for a second item', async () => {
    const file = await database.file(
      'convabuse.csv',
      [
        header,
        '0,C1,A1,7,Eliza,0,0,0,1,0,0,0,1,0,1,0,0,0,1,0,1,0',
        '1,C1,A2,7,Eliza,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0',
        '2,C1,A1,7,Eliza,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0',
        '3,C2,A1,7,Eliza,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0',
      ].join('\n'),
    );
    expect(await database.load(await convabuse(file))).toMatchObject({ read: 4, loaded: 3, quarantined: 1 });
    const rows = await database.rows(`
      select source_id, value_num, value_set from fact_annotation order by source_id`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['0:direction', null, 'explicit'],
      ['0:kind', null, 'intellectual|sexist'],
      ['0:severity', -2, null],
      ['0:target', null, 'individual'],
      ['1:severity', 1, null],
      ['2:severity', 0, null],
    ]);
    const items = await database.rows('select work_item_id, is_duplicate from fact_work_item order by 1');
    expect(items.map((row) => Object.values(row))).toEqual([
      ['convabuse:item:C1', false],
      ['convabuse:item:C1:2', true],
    ]);
  });
});

const published = publicFile('convabuse', 'convabuse_full_labels.csv.gz');

describePublic('the published ConvAbuse judgements', [published], () => {
  it('are 12,768 of 4,185 messages, abusive as often as published', async () => {
    const file = await database.file('convabuse.csv', unpacked(published));
    expect(await database.load(await convabuse(file), { strict: true })).toMatchObject({
      read: 12_768,
      loaded: 12_768,
    });
    expect(await database.value('select count(*) from fact_work_item where not is_duplicate')).toBe(4185);
    const first = `from fact_annotation a join fact_work_item w using (work_item_id)
      where a.question_code = 'severity' and not w.is_duplicate`;
    expect(await database.value(`select count(*) ${first}`)).toBe(12_411);
    expect(
      await database.value(`select round(100 * avg(case when value_num < 0 then 1.0 else 0 end), 2) ${first}`),
    ).toBe(15.82);
    const bots = await database.rows(`
      with message as (
        select w.model_version_id as bot, a.work_item_id, count(*) filter (where value_num < 0) * 2 > count(*) as abusive ${first}
        group by all
      )
      select bot, count(*) filter (where abusive) as abusive, count(*) as messages from message group by 1 order by 1`);
    expect(bots.map((row) => Object.values(row))).toEqual([
      ['CarbonBot', 81, 1515],
      ['E.L.I.Z.A.', 497, 2670],
    ]);
  });
});
