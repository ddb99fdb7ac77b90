import { cellsOf } from '../file/cells.ts';
import { formatOfHead } from '../file/formats.ts';
import { firstRecordOf } from '../file/record-splitter.ts';
import { columnsFit } from '../recipe/fit.ts';
import { listRecipes, readRecipe } from '../recipe/read-recipe.ts';
import type { FormatId } from '../recipe/recipe.ts';

/** Name of the recipe whose columns a file has, exactly; null where none or more than one has. */
export async function recipeOfHead(head: Buffer, recipesDirectory: string): Promise<string | null> {
  const names = await listRecipes(recipesDirectory);
  const recipes = await Promise.all(names.map((name) => readRecipe(name, recipesDirectory)));
  const found = recipes.filter((recipe) => {
    const columns = columnsOf(head, recipe.format === 'any' ? formatOfHead(head) : recipe.format);
    return columns !== null && columnsFit(recipe, columns);
  });
  const [only] = found;
  return found.length === 1 && only ? only.name : null;
}

function columnsOf(head: Buffer, format: FormatId): readonly string[] | null {
  switch (format) {
    case 'csv':
      return headerOf(head, ',');
    case 'tsv':
      return headerOf(head, '\t');
    case 'jsonl':
      return keysOf(firstRecordOf(head, null));
    case 'parquet':
      return null;
  }
}

function headerOf(head: Buffer, separator: ',' | '\t'): readonly string[] | null {
  const found = cellsOf(firstRecordOf(head, separator), separator);
  return 'fault' in found ? null : found.cells.map((cell) => cell ?? '');
}

/** Keys of a JSON object in one line; null for anything else, and for a line that is longer than what is known of it. */
function keysOf(line: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}
