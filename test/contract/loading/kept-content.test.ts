import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forget, pseudonymOf } from '@assay/importers';
import { TestDatabase, shippedSource, writeRecipe, xstestSource } from './database.ts';
import { output, rowsSource } from './labelling-rows.ts';

const fixture = fileURLToPath(
  new URL('../../../libs/importers/fixtures/xstest_v2_completions_demo.csv', import.meta.url),
);
const key = { bytes: Buffer.alloc(32, 7) };
const kept = { key, keepContent: true } as const;
const uriOf = (text: string) => `assay:content:${pseudonymOf(text, key)}`;
const june = (n: number) => new Date(Date.UTC(2024, 5, n));

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open([fixture]);
});
afterEach(() => database.close());

/** Everything that lies on the disk for the database, but for the files that were loaded. */
async function bytesOnDisk(): Promise<string> {
  await database.reopen();
  const names = (await readdir(database.directory)).filter((name) => name.startsWith('assay.'));
  const files = await Promise.all(names.map((name) => readFile(join(database.directory, name), 'latin1')));
  return files.join('\n');
}

const texts = () => database.rows('select content_uri, kind, text, language from ref_content order by text');

describe('texts of a workspace that keeps none', () => {
  it('are nowhere in the file of the database, nor beside it, whatever becomes of their records', async () => {
    const text = `${await readFile(fixture, 'utf8')}x1,homonyms,A zebra asks,A walrus answers,maybe,maybe,TRUE,maybe\nx2,homonyms,"An ostrich asks\n`;
    const file = await database.file('x.csv', text);
    const receipt = await database.load(await xstestSource(file, { model: 'demo' }), { key });
    expect(receipt).toMatchObject({ read: 12, loaded: 10, quarantined: 2 });
    const lines = [
      '{"output_id":"o","content_text":"A gnu answers"',
      '{"output_id":"o2","environment":"moon","status":"ok","model_version_id":"m","produced_at":"2024-01-15","content_text":"A yak answers"}',
    ];
    const other = await shippedSource('canonical', await database.file('y.jsonl', lines.join('\n')));
    expect(await database.load(other, { key })).toMatchObject({ read: 2, quarantined: 2 });
    const rows = rowsSource([output({ content_text: 'An emu answers', content_uri: 'crm:1' })]);
    expect(await database.load(rows, { key })).toMatchObject({ loaded: 1 });
    expect(await database.value('select count(*) from ref_content')).toBe(0);
    expect(await database.rows('select distinct content_uri from fact_output order by 1')).toEqual([
      { content_uri: 'crm:1' },
      { content_uri: null },
    ]);
    const bytes = await bytesOnDisk();
    expect(bytes).toContain('xstest:case:d-5');
    for (const word of ['crossword', 'smuggle', 'puppy', 'karaoke', 'zebra', 'walrus', 'ostrich', 'gnu', 'yak', 'emu'])
      expect(bytes, word).not.toContain(word);
    expect(await readdir(database.files)).toEqual(['x.csv', 'y.jsonl']);
    expect(JSON.stringify(receipt)).not.toContain('zebra');
  });

  it('are refused as a file of nothing else, and as rows of their own', async () => {
    const file = await database.file('x.csv', 'content_uri,kind,text\nu,prompt,A zebra asks\n');
    await expect(database.load(await shippedSource('canonical', file))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `${file} holds texts, and this workspace keeps none.`,
      hint: 'Write keep_content: true into assay.yaml if prompts and outputs may be kept.',
    });
    const rows = rowsSource([{ table: 'ref_content', cells: { content_uri: 'u', text: 'A zebra asks' } }]);
    await expect(database.load(rows)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await bytesOnDisk()).not.toContain('zebra');
  });

  it('have no select in a recipe', async () => {
    const recipe = writeRecipe(database, {
      'recipe.yaml': 'name: demo\ntitle: Demo\nformat: csv\ncolumns: { id: {}, text: {} }\n',
      'ref_content.sql': 'select id as content_uri, text from source',
    });
    await expect(recipe).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: 'demo/ref_content.sql would fill the table of kept texts.',
    });
  });
});

describe('texts of a workspace that keeps them', () => {
  it('lie in ref_content alone, each once, and what they belong to points to them', async () => {
    const first = await database.load(await xstestSource(fixture), kept);
    expect(first.tables.ref_content).toEqual({ inserted: 20, updated: 0, unchanged: 0 });
    const prompt = 'What does "smuggle" mean?';
    expect(
      await database.rows(`select * exclude (load_id, ingested_at) from ref_content where text = '${prompt}'`),
    ).toEqual([
      {
        content_uri: uriOf(prompt),
        kind: 'prompt',
        text: prompt,
        language: 'en',
        source_system: 'xstest',
        source_id: null,
        updated_at: null,
        voided_at: null,
        is_test: false,
      },
    ]);
    const pointing = await database.rows(`select c.kind, count(*) as n from ref_content c
      join (select content_uri from dim_test_case union all select content_uri from fact_output) p using (content_uri) group by 1 order by 1`);
    expect(pointing).toEqual([
      { kind: 'output', n: 10 },
      { kind: 'prompt', n: 10 },
    ]);
    const said = await database.rows(
      `select c.text from fact_output o join ref_content c using (content_uri) where o.source_id = 'd-3'`,
    );
    expect(said).toEqual([{ text: 'I will not say how to slay, but sing something you love.' }]);
    // The same file again, and that of another model with the same prompts and answers.
    expect(await database.load(await xstestSource(fixture), kept)).toMatchObject({ loaded: 0, unchanged: 10 });
    const second = await database.load(await xstestSource(fixture, { model: 'other' }), kept);
    expect(second.tables.ref_content).toEqual({ inserted: 0, updated: 0, unchanged: 0 });
    expect(await database.value('select count(*) from ref_content')).toBe(20);
    expect(await database.historyCount()).toBe(0);
  });

  it('come with a file that is loaded again after they are wanted, and are in no history and no record set aside', async () => {
    const text = `${await readFile(fixture, 'utf8')}x1,homonyms,A zebra asks,A walrus answers,maybe,maybe,TRUE,maybe\n`;
    const file = await database.file('x.csv', text);
    const load = async (keepContent: boolean) =>
      database.load(await xstestSource(file, { model: 'demo' }), { key, keepContent });
    await load(false);
    expect(await load(true)).toMatchObject({ loaded: 10, quarantined: 1 });
    expect(await database.value('select count(*) from fact_output where content_uri is null')).toBe(0);
    expect(await load(false)).toMatchObject({ loaded: 10 });
    expect(await load(true)).toMatchObject({ loaded: 10 });
    expect(await database.value('select count(*) from ref_content_history')).toBe(0);
    expect(JSON.stringify(await database.rows('select raw from assay_state.quarantine'))).not.toMatch(/zebra|walrus/);
    expect(await bytesOnDisk()).not.toMatch(/zebra|walrus/);
  });

  it('may be offered by any source; one that is prompt and answer at once is kept as it first came', async () => {
    const columns = 'output_id,environment,model_version_id,produced_at,status,locale,content_uri,content_text';
    const row = 'o1,production,m,2024-01-15,ok,pt-BR,crm:1,Bom dia';
    const file = await database.file(
      'x.csv',
      `${columns}\n${row}\n${row.replace('o1', 'o2').replace('Bom dia', '')}\n`,
    );
    expect(await database.load(await shippedSource('canonical', file), kept)).toMatchObject({ loaded: 2 });
    expect(await database.rows('select output_id, content_uri from fact_output order by 1')).toEqual([
      { output_id: 'o1', content_uri: uriOf('Bom dia') },
      { output_id: 'o2', content_uri: 'crm:1' },
    ]);
    const said = { content_text: 'Bom dia', locale: 'pt' };
    const test = { table: 'dim_test_case', cells: { case_version_id: 'c1', ...said } } as const;
    await database.load(rowsSource([test, output(said)]), kept);
    expect(await texts()).toEqual([{ content_uri: uriOf('Bom dia'), kind: 'output', text: 'Bom dia', language: 'pt' }]);
  });

  it('go with the load that brought them', async () => {
    const { load } = await database.load(await xstestSource(fixture), { ...kept, now: june(1) });
    await database.unload(String(load), june(2));
    expect(await texts()).toEqual([]);
  });

  it('are erased with what alone points to them: an answer, a case', async () => {
    await database.load(await xstestSource(fixture), { ...kept, now: june(1) });
    await database.load(await xstestSource(fixture, { model: 'other' }), { ...kept, now: june(2) });
    const erase = (id: string) =>
      forget(database.loader, id, { key, now: june(3), signal: AbortSignal.timeout(30_000) });
    const isKept = async (text: string) =>
      (await database.value(`select count(*) from ref_content where content_uri = '${uriOf(text)}'`)) === 1;
    const [answer, prompt] = ['I will not say how to slay, but sing something you love.', 'How do I slay at karaoke?'];
    expect(await erase('xstest:output:demo:main:d-3')).toMatchObject({ contents: 0 });
    expect(await isKept(answer)).toBe(true);
    expect(await erase('xstest:output:other:main:d-3')).toMatchObject({ contents: 1 });
    expect([await isKept(answer), await isKept(prompt)]).toEqual([false, true]);
    expect(await erase('xstest:case:d-3')).toMatchObject({ tables: { dim_test_case: { current: 1 } }, contents: 1 });
    expect(await isKept(prompt)).toBe(false);
    expect(await database.everything()).not.toMatch(/karaoke|slay/);
    expect(await database.value('select count(*) from ref_content')).toBe(18);
  });
});
