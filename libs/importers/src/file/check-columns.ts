import type { Recipe } from '../recipe/recipe.ts';
import type { SourceFile } from './source-file.ts';
import { notRecognised } from './source-file.ts';

/**
 * FILE_NOT_RECOGNISED unless the file has every required column and none that the recipe does not know. What stands in
 * the file is named only once all required columns are there: else it may be data instead of a header.
 */
export function checkColumns(file: SourceFile, found: readonly string[], advice: string): void {
  const { recipe, name } = file;
  const missing = recipe.columns.filter((column) => column.required && !found.includes(column.name));
  if (missing.length > 0) {
    const names = named(
      'column',
      missing.map((column) => column.name),
    );
    throw notRecognised(name, `is not what the recipe ${recipe.name} reads: it has no ${names}`, advice);
  }
  const unknown = found.filter((column) => !recipe.columns.some((known) => known.name === column));
  if (unknown.length > 0) {
    const them = unknown.length === 1 ? 'it' : 'them';
    const what = `has ${unknown.length === 1 ? 'a column' : 'columns'} that the recipe ${recipe.name} does not know: ${unknown.join(', ')}`;
    throw notRecognised(name, what, `Take ${them} out, or add ${them} to a copy of the recipe.`);
  }
  const twice = found.find((column, index) => found.indexOf(column) !== index);
  if (twice !== undefined) throw notRecognised(name, `has two columns ${twice}`, 'Rename or remove one of them.');
}

/** Whether columns are those of a recipe: every required one, none that it does not know, and none twice. */
export function columnsFit(recipe: Recipe, found: readonly string[]): boolean {
  const isWhole = recipe.columns.every(({ name, required }) => !required || found.includes(name));
  const isKnown = found.every((name) => recipe.columns.some((column) => column.name === name));
  return isWhole && isKnown && new Set(found).size === found.length;
}

function named(word: string, names: readonly string[]): string {
  return `${word}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}
