import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listRecipes, readRecipe } from './read-recipe.ts';

const shipped = fileURLToPath(new URL('../../../../sql/recipes', import.meta.url));

const yaml = `name: demo
title: Demo
format: csv
columns:
  id: { filled: true }
  text: { required: false, holds: content }
parameters:
  day: { description: the day, type: day, required: true }
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-recipes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'demo'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, 'demo', name), text)));
  return folder;
}

describe('readRecipe', () => {
  it('reads a folder, tables in the order of the model', async () => {
    const folder = await folderWith({
      'recipe.yaml': yaml,
      'fact_output.sql': 'select :day',
      'dim_workflow.sql': 'select 1',
    });
    const recipe = await readRecipe('demo', folder);
    expect(recipe).toEqual({
      name: 'demo',
      title: 'Demo',
      source: 'demo',
      format: 'csv',
      columns: [
        { name: 'id', required: true, filled: true, oneOf: null, holds: 'data', mayBeEmpty: false },
        { name: 'text', required: false, filled: false, oneOf: null, holds: 'content', mayBeEmpty: false },
      ],
      parameters: [
        { name: 'day', description: 'the day', type: 'day', required: true, default: null, fromFileName: null },
      ],
      selects: [
        { table: 'dim_workflow', sql: 'select 1' },
        { table: 'fact_output', sql: 'select :day' },
      ],
    });
    expect(await readRecipe(join(folder, 'demo'), shipped)).toEqual(recipe);
    expect(await listRecipes(folder)).toEqual(['demo']);
  });

  it('reads every recipe that is shipped', async () => {
    const names = await listRecipes(shipped);
    expect(names).toContain('xstest');
    for (const name of names) {
      const { columns, selects } = await readRecipe(name, shipped);
      expect(columns === 'canonical' || selects.length > 0).toBe(true);
    }
  });

  it('names the recipes there are for one there is not', async () => {
    const folder = await folderWith({ 'recipe.yaml': yaml, 'dim_workflow.sql': 'select 1' });
    await expect(readRecipe('other', folder)).rejects.toMatchObject({
      code: 'RECIPE_UNKNOWN',
      hint: 'Recipes: demo. A folder of your own is given by its path, e.g. ./my-recipe.',
    });
    await expect(readRecipe('./nowhere', folder)).rejects.toMatchObject({ code: 'RECIPE_UNKNOWN' });
  });

  it('looks for a relative folder from the directory it is given', async () => {
    const folder = await folderWith({ 'recipe.yaml': yaml, 'dim_workflow.sql': 'select 1' });
    expect((await readRecipe('./demo', shipped, folder)).name).toBe('demo');
    await expect(readRecipe('./demo', shipped)).rejects.toMatchObject({ code: 'RECIPE_UNKNOWN' });
  });

  const select = { 'dim_workflow.sql': 'select 1' };
  it.each([
    ['broken YAML', { 'recipe.yaml': 'name: [', ...select }, 'demo/recipe.yaml:1:8: this is not YAML'],
    [
      'an alias of nothing',
      { 'recipe.yaml': `${yaml}source: *x\n`, ...select },
      'demo/recipe.yaml:9:9: this is not YAML',
    ],
    [
      'a wrong value',
      { 'recipe.yaml': yaml.replace('format: csv', 'format: xml'), ...select },
      'demo/recipe.yaml:3:9: format is "xml"; expected one of csv, tsv, jsonl',
    ],
    [
      'an unknown word',
      { 'recipe.yaml': yaml.replace('filled: true', 'full: true'), ...select },
      'demo/recipe.yaml:5:9: columns.id.full is not known; expected one of the keys required, filled',
    ],
    [
      'another name',
      { 'recipe.yaml': yaml.replace('name: demo', 'name: demo2'), ...select },
      'demo/recipe.yaml has another name than its folder.',
    ],
    [
      'a select beside canonical columns',
      { 'recipe.yaml': 'name: demo\ntitle: Demo\nformat: any\ncolumns: canonical\n', ...select },
      'The recipe demo has canonical columns and dim_workflow.sql.',
    ],
    ['no select', { 'recipe.yaml': yaml }, 'The recipe demo has no select.'],
    [
      'an unknown table',
      { 'recipe.yaml': yaml, 'fact_x.sql': '' },
      'demo/fact_x.sql is not named after a canonical table.',
    ],
    [
      'an undeclared parameter',
      { 'recipe.yaml': yaml, 'dim_workflow.sql': 'select :other' },
      'demo/dim_workflow.sql uses :other, which recipe.yaml does not declare.',
    ],
  ])('refuses %s', async (_, files, message) => {
    const folder = await folderWith(files);
    await expect(readRecipe('demo', folder)).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: expect.stringContaining(message) as string,
    });
  });
});
