import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase, writeRecipe, xstestSource } from './database.ts';

const header = 'id,type,prompt,completion,annotation_1,annotation_2,agreement,final_label';
const record = 'a,homonyms,p,c,1_full_compliance,1_full_compliance,TRUE,1_full_compliance';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

async function refusal(file: string) {
  const settings = { model: 'm' };
  const error: unknown = await database.load(await xstestSource(file, settings)).catch((caught: unknown) => caught);
  const { code, message, hint } = error as { code: string; message: string; hint: string };
  return { code, message: message.replace(file, 'FILE'), hint };
}

const empty = 'Check that the export was complete.';
const recipeOrHeader = 'Check that the file has a header, and that the recipe is the one for it.';

describe('a file that is not what the recipe reads gets a sentence', () => {
  it.each([
    ['empty', '', 'FILE is empty.', empty],
    ['header only', `${header}\n`, 'FILE has a header but no records.', empty],
    [
      'binary',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]),
      'FILE is not text, not a CSV file.',
      'Give the file that the tool exports as text.',
    ],
    [
      'a workbook',
      Buffer.from('PK\u0003\u0004abc'),
      'FILE is an Excel workbook or a ZIP archive, not a CSV file.',
      'Save the sheet as CSV (UTF-8), or unpack the archive.',
    ],
    [
      'a packed workbook',
      gzipSync(Buffer.from('PK\u0003\u0004abc')),
      'FILE is an Excel workbook or a ZIP archive, not a CSV file.',
      'Save the sheet as CSV (UTF-8), or unpack the archive.',
    ],
    [
      'UTF-16 without its mark',
      Buffer.from(`${header}\n${record}\n`, 'utf16le'),
      'FILE is text in UTF-16, not a CSV file.',
      'Save it as UTF-8.',
    ],
    ['nothing, packed', gzipSync(''), 'FILE is empty.', empty],
    [
      'one line of 200 MB',
      Buffer.alloc(200_000_000, 'x'),
      'FILE is not what the recipe xstest reads: it has no columns id, type, prompt, completion, annotation_1, annotation_2, agreement, final_label.',
      recipeOrHeader,
    ],
    [
      'UTF-16',
      Buffer.from(`\ufeff${header}\n${record}\n`, 'utf16le'),
      'FILE is text in UTF-16, not a CSV file.',
      'Save it as UTF-8.',
    ],
    [
      'another separator',
      `${header}\n${record}\n`.replaceAll(',', ';'),
      'FILE is not what the recipe xstest reads: it has no columns id, type, prompt, completion, annotation_1, annotation_2, agreement, final_label.',
      'Its cells are separated by semicolons; save it with commas.',
    ],
    [
      'another separator, names in quotes',
      `"${header.replaceAll(',', '";"')}"\n${record}\n`,
      'FILE is not what the recipe xstest reads: it has no columns id, type, prompt, completion, annotation_1, annotation_2, agreement, final_label.',
      'Its cells are separated by semicolons; save it with commas.',
    ],
    [
      'another separator and other names',
      'Nr\tText\n1\tA text\n',
      'FILE is not what the recipe xstest reads: it has no columns id, type, prompt, completion, annotation_1, annotation_2, agreement, final_label.',
      'Its cells seem to be separated by tabs: save it with commas, and check that the recipe is the one for it.',
    ],
    [
      'another recipe',
      'id,type,strmatch_label,gpt4_label\nv2-1,homonyms,1_full_compliance,1_full_compliance\n',
      'FILE is not what the recipe xstest reads: it has no columns prompt, completion, annotation_1, annotation_2, agreement, final_label.',
      recipeOrHeader,
    ],
    [
      'a column missing',
      `${header}\n${record}\n`.replaceAll(',TRUE', '').replace(',agreement', ''),
      'FILE is not what the recipe xstest reads: it has no column agreement.',
      recipeOrHeader,
    ],
    [
      'a column too many',
      `${header},mail\n${record},x@example.org\n`,
      'FILE has a column that the recipe xstest does not know: mail.',
      'Take it out, or add it to a copy of the recipe.',
    ],
    ['a column twice', `${header},id\n${record},a\n`, 'FILE has two columns id.', 'Rename or remove one of them.'],
  ])('%s', async (name, content, message, hint) => {
    const file = await database.file(`${name}.csv`, content);
    expect(await refusal(file)).toEqual({ code: 'FILE_NOT_RECOGNISED', message, hint });
  });

  it.each([
    [
      'cut off',
      (packed: Buffer) => packed.subarray(0, packed.length - 40),
      'FILE is cut off: its compressed data ends in the middle.',
    ],
    [
      'cut off at its head',
      (packed: Buffer) => packed.subarray(0, 12),
      'FILE is cut off: its compressed data ends in the middle.',
    ],
    [
      'changed on its way',
      (packed: Buffer) => Buffer.concat([packed.subarray(0, 3000), Buffer.alloc(200, 0xff), packed.subarray(3200)]),
      'FILE is damaged: its compressed data cannot be read.',
    ],
  ])('packed, and %s: nothing is loaded', async (_, damage, message) => {
    const lines = Array.from({ length: 20_000 }, (_each, index) => record.replace('a,', `a${index},`));
    const file = await database.file('x.csv.gz', damage(gzipSync(`${header}\n${lines.join('\n')}\n`)));
    const hint = 'Copy or export it again; nothing of it was loaded.';
    expect(await refusal(file)).toEqual({ code: 'FILE_UNREADABLE', message, hint });
    expect(await database.rowCount()).toBe(0);
  });

  it('missing', async () => {
    expect(await refusal(join(database.files, 'no.csv'))).toEqual({
      code: 'FILE_UNREADABLE',
      message: 'FILE does not exist.',
      hint: 'Check the path.',
    });
  });

  it('a folder', async () => {
    const folder = join(database.files, 'folder.csv');
    await mkdir(folder);
    expect(await refusal(folder)).toMatchObject({ code: 'FILE_UNREADABLE', message: 'FILE is a folder.' });
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot)(`no permission${isRoot ? ' (skipped: root may read everything)' : ''}`, async () => {
    const file = await database.file('secret.csv', `${header}\n${record}\n`);
    await chmod(file, 0o000);
    expect(await refusal(file)).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'FILE may not be read by this user.',
    });
  });

  it('leaves the database as it was', async () => {
    await refusal(await database.file('other.csv', 'a,b\n1,2\n'));
    expect(await database.rowCount()).toBe(0);
  });
});

const yaml = 'name: demo\ntitle: Demo\nformat: csv\ncolumns: { id: {}, day: {} }\n';
const workflow = `select id as workflow_id, day as valid_from from source`;

describe('a recipe that is wrong gets a sentence', () => {
  it.each([
    [
      'a syntax error',
      'select id from from source',
      'demo/dim_workflow.sql cannot be run: DuckDB does not understand the statement: syntax error in line 1.',
    ],
    [
      'an unknown column',
      'select nothing as workflow_id, day as valid_from from source',
      'demo/dim_workflow.sql cannot be run: There is no column nothing.',
    ],
    [
      'two statements',
      `${workflow}; select 1`,
      'demo/dim_workflow.sql cannot be run: DuckDB does not understand the statement: syntax error in line 1.',
    ],
    [
      'another file',
      `${workflow}, read_csv('/etc/passwd')`,
      'demo/dim_workflow.sql cannot be run: DuckDB may not access /etc/passwd.',
    ],
    [
      'a column that is not the table\u2019s',
      `select *, 1 as mail from (${workflow})`,
      'demo/dim_workflow.sql gives a column mail, which dim_workflow does not have.',
    ],
    [
      'a column of the loader',
      `select *, 'x' as load_id from (${workflow})`,
      'demo/dim_workflow.sql gives a column load_id, which the loader works out.',
    ],
    ['no key', 'select id as workflow_id from source', 'demo/dim_workflow.sql does not give valid_from.'],
    [
      'a number of its own for a record',
      `select _record + 1 as _record, id as workflow_id, timestamptz '1900-01-01' as valid_from from source`,
      'demo/dim_workflow.sql gives a _record that is no record of the file.',
    ],
  ])('%s', async (_, sql, message) => {
    const recipe = await writeRecipe(database, { 'recipe.yaml': yaml, 'dim_workflow.sql': sql });
    const file = await database.file('x.csv', 'id,day\na,2024-01-01\n');
    const load = database.load({ kind: 'file', file, recipe, settings: {} });
    await expect(load).rejects.toMatchObject({ code: 'RECIPE_INVALID', message });
  });
});
