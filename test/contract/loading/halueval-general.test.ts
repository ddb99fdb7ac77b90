import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile, unpacked } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const halueval = (file: string) => shippedSource('halueval-general', file, { date: '2023-05-19' });
const line = (id: string, answer: string, hallucination: string): string =>
  JSON.stringify({
    ID: id,
    user_query: 'Who wrote it?',
    chatgpt_response: answer,
    hallucination,
    hallucination_spans: hallucination === 'yes' ? [answer] : [],
  });

describe('the recipe halueval-general', () => {
  it('counts both answers of an id that stands twice and one without an id, and keeps no text', async () => {
    const text = [
      line('7', 'Ann did.', 'no'),
      line('8', 'Bob did.', 'yes'),
      line('7', 'Eve did.', 'yes'),
      line('', 'Al did.', 'no'),
    ].join('\n');
    const receipt = await database.load(await halueval(await database.file('general.jsonl', text)));
    expect(receipt).toMatchObject({ read: 4, loaded: 4, tables: { fact_output: { inserted: 4 } } });
    const rows = await database.rows('select output_id, is_defect from fact_grade order by output_id');
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['halueval:output:chatgpt:7', false],
      ['halueval:output:chatgpt:7:2', true],
      ['halueval:output:chatgpt:8', true],
      ['halueval:output:chatgpt:none', false],
    ]);
    expect(await database.contents()).not.toMatch(/Who wrote|did\./);
  });
});

const published = publicFile('halueval-general', 'general_data.jsonl.gz');

describePublic('the published HaluEval answers', [published], () => {
  it('are 4,507, of which 815 are hallucinated', async () => {
    const file = await database.file('general.jsonl', unpacked(published));
    expect(await database.load(await halueval(file), { strict: true })).toMatchObject({ read: 4507, loaded: 4507 });
    expect(await database.value('select count(*) from fact_output')).toBe(4507);
    expect(await database.value('select count(*) from fact_grade where is_defect')).toBe(815);
    // One id stands twice: its second answer is told apart by its place.
    const again = "select count(*) from fact_output where output_id like 'halueval:output:chatgpt:%:2'";
    expect(await database.value(again)).toBe(1);
    expect(await database.value('select count(distinct model_version_id) from fact_output')).toBe(1);
  });
});
