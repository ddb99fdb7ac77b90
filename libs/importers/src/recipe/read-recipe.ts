import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AssayError, didYouMean } from '@assay/contract';
import { tableNames } from '@assay/model';
import type { TableName } from '@assay/model';
import { codeOf } from '../file/locate.ts';
import { parameterNames } from '../named-parameters.ts';
import type { Recipe, RecipeColumn, RecipeSelect } from './recipe.ts';
import { readRecipeYaml } from './read-yaml.ts';
import type { RecipeDocument } from './schema.ts';

const yamlName = 'recipe.yaml';
/** Parameters that nobody need declare. */
const always = ['zone'];

/** Names of the recipes in a folder of recipes, in order. */
export async function listRecipes(recipesDirectory: string): Promise<readonly string[]> {
  const entries = await readdir(recipesDirectory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found = await Promise.all(folders.map((name) => isFile(join(recipesDirectory, name, yamlName))));
  return folders.filter((_, index) => found[index]).toSorted();
}

/**
 * A recipe by its name, or by the path of its folder, which starts at `directory` where it is relative. RECIPE_UNKNOWN
 * names those there are; RECIPE_INVALID says what is wrong, and where.
 */
export async function readRecipe(
  nameOrFolder: string,
  recipesDirectory: string,
  directory: string = process.cwd(),
): Promise<Recipe> {
  const isPath = /[\\/]/.test(nameOrFolder) || nameOrFolder.startsWith('.');
  const folder = isPath ? resolve(directory, nameOrFolder) : join(recipesDirectory, nameOrFolder);
  if (!(await isFile(join(folder, yamlName)))) throw await unknown(nameOrFolder, isPath, recipesDirectory);
  const label = join(basename(folder), yamlName);
  const document = readRecipeYaml(await readFile(join(folder, yamlName), 'utf8'), label);
  if (document.name !== basename(folder)) {
    throw new AssayError('RECIPE_INVALID', `${label} has another name than its folder.`, {
      hint: `Write "name: ${basename(folder)}", or rename the folder.`,
    });
  }
  const recipe = fromDocument(document, await readSelects(folder, document.columns === 'canonical'));
  checkParameters(recipe);
  return recipe;
}

function fromDocument(document: RecipeDocument, selects: readonly RecipeSelect[]): Recipe {
  return {
    name: document.name,
    title: document.title,
    source: document.source ?? document.name,
    format: document.format,
    columns: document.columns === 'canonical' ? 'canonical' : columnsOf(document.columns),
    parameters: Object.entries(document.parameters).map(([name, parameter]) => ({
      name,
      description: parameter.description,
      type: parameter.type,
      required: parameter.required,
      default: parameter.default ?? null,
      fromFileName: parameter.from_file_name ?? null,
    })),
    selects,
  };
}

function columnsOf(columns: Exclude<RecipeDocument['columns'], 'canonical'>): readonly RecipeColumn[] {
  return Object.entries(columns).map(([name, column]) => ({
    name,
    required: column.required,
    filled: column.filled,
    oneOf: column.one_of ?? null,
    holds: column.holds,
    mayBeEmpty: false,
  }));
}

/** In the order of the model, in which a table comes after those whose columns it copies. */
async function readSelects(folder: string, isCanonical: boolean): Promise<readonly RecipeSelect[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'));
  const [first] = files;
  if (isCanonical && first !== undefined) {
    throw new AssayError('RECIPE_INVALID', `The recipe ${basename(folder)} has canonical columns and ${first}.`, {
      hint: 'Canonical columns need no select: remove it, or name the columns of the file.',
    });
  }
  if (isCanonical) return [];
  const strange = files.find((file) => !tableNames.includes(file.slice(0, -4) as TableName));
  if (strange !== undefined) {
    throw new AssayError('RECIPE_INVALID', `${basename(folder)}/${strange} is not named after a canonical table.`, {
      hint: 'Name it <table>.sql; the tables are in docs/model.md.',
    });
  }
  if (files.includes('ref_content.sql')) {
    throw new AssayError('RECIPE_INVALID', `${basename(folder)}/ref_content.sql would fill the table of kept texts.`, {
      hint: 'Give a text as content_text beside the columns of the row that it belongs to.',
    });
  }
  if (files.length === 0) {
    throw new AssayError('RECIPE_INVALID', `The recipe ${basename(folder)} has no select.`, {
      hint: 'Add one <table>.sql for each canonical table it fills.',
    });
  }
  const tables = tableNames.filter((name) => files.includes(`${name}.sql`));
  return await Promise.all(
    tables.map(async (table) => ({ table, sql: await readFile(join(folder, `${table}.sql`), 'utf8') })),
  );
}

function checkParameters({ name, parameters, selects }: Recipe): void {
  for (const parameter of parameters) {
    if (parameter.fromFileName !== null && !parameter.fromFileName.includes(`<${parameter.name}>`)) {
      throw new AssayError(
        'RECIPE_INVALID',
        `In ${name}/recipe.yaml the file name of "${parameter.name}" does not hold it.`,
        {
          hint: `Write <${parameter.name}> where the value stands in the name.`,
        },
      );
    }
  }
  for (const { table, sql } of selects) {
    const used = parameterNames(sql).find(
      (word) => !always.includes(word) && !parameters.some((parameter) => parameter.name === word),
    );
    if (used === undefined) continue;
    throw new AssayError('RECIPE_INVALID', `${name}/${table}.sql uses :${used}, which recipe.yaml does not declare.`, {
      hint: 'Add it under parameters.',
    });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
    throw new AssayError('RECIPE_INVALID', `${path} cannot be read.`, {
      hint: 'Check its owner and mode.',
      cause: error,
    });
  }
}

async function unknown(name: string, isPath: boolean, recipesDirectory: string): Promise<AssayError> {
  if (isPath) {
    const hint = 'A recipe is a folder with recipe.yaml and one <table>.sql for each canonical table.';
    return new AssayError('RECIPE_UNKNOWN', `There is no recipe in "${name}".`, { hint });
  }
  const known = await listRecipes(recipesDirectory);
  const list = `Recipes: ${known.join(', ') || 'none'}. A folder of your own is given by its path, e.g. ./my-recipe.`;
  const hint = didYouMean(name, known) ?? list;
  return new AssayError('RECIPE_UNKNOWN', `There is no recipe "${name}".`, { hint });
}
