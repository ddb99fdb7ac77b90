import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const votes = (file: string) => shippedSource('davidson-votes', file, { date: '2017-03-01' });
const header = 'row_id,count,hate_speech,offensive_language,neither,class';

describe('the recipe davidson-votes', () => {
  it('makes a judgement of a vote, and sets votes aside that do not add up', async () => {
    const file = await database.file(
      'votes.csv',
      [header, '0,3,0,1,2,2', '1,3,0,3,1,1', '2,3,-1,3,1,1', '3,x,0,3,0,1'].join('\n'),
    );
    expect(await database.load(await votes(file))).toMatchObject({ read: 4, loaded: 1, quarantined: 3 });
    const rows = await database.rows('select value_code from fact_annotation order by annotation_id');
    expect(rows.map((row) => row['value_code'])).toEqual(['offensive_language', 'neither', 'neither']);
  });
});

const published = publicFile('davidson-votes', 'labeled_votes.csv');

describePublic('the published CrowdFlower votes', [published], () => {
  it('are 80,383 on 24,783 messages, with the majorities as published', async () => {
    expect(await database.load(await votes(published), { strict: true })).toMatchObject({
      read: 24_783,
      loaded: 24_783,
    });
    expect(await database.value('select count(*) from fact_annotation')).toBe(80_383);
    const classes = await database.rows(`
      with vote as (select work_item_id, value_code, count(*) as n from fact_annotation group by all)
      select winner, count(*) as n from (select work_item_id, arg_max(value_code, n) as winner from vote group by 1)
      group by 1 order by 1`);
    expect(classes.map((row) => Object.values(row))).toEqual([
      ['hate_speech', 1430],
      ['neither', 4163],
      ['offensive_language', 19_190],
    ]);
  });
});
