import { plural } from '@assay/contract';
import { notRecognised } from '../file/not-recognised.ts';
import type { FoundColumns } from './fit.ts';
import type { RecipeColumn } from './recipe.ts';

/**
 * FILE_NOT_RECOGNISED unless the file has every required column and none that the recipe does not know. What stands in
 * the file is named only once all required columns are there: else it may be data instead of a header.
 */
export function checkColumns(recipe: string, columns: readonly RecipeColumn[], found: FoundColumns): void {
  const { file, names, advice } = found;
  const missing = columns.filter((column) => column.required && !names.includes(column.name));
  if (missing.length > 0) {
    const lacks = namedColumns(missing.map((column) => column.name));
    throw notRecognised(file, `is not what the recipe ${recipe} reads: it has no ${lacks}`, advice);
  }
  const unknown = names.filter((name) => !columns.some((known) => known.name === name));
  if (unknown.length > 0) {
    const them = plural(unknown.length, 'it', 'them');
    const what = `has ${plural(unknown.length, 'a column', 'columns')} that the recipe ${recipe} does not know: ${unknown.join(', ')}`;
    throw notRecognised(file, what, `Take ${them} out, or add ${them} to a copy of the recipe.`);
  }
  checkTwice(found);
}

/** Whether every required column is there. */
export function isComplete(columns: readonly RecipeColumn[], names: readonly string[]): boolean {
  return columns.every((column) => !column.required || names.includes(column.name));
}

export function checkTwice({ file, names }: FoundColumns): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw notRecognised(file, `has two columns ${twice}`, 'Rename or remove one of them.');
}

export function namedColumns(names: readonly string[]): string {
  return `${plural(names.length, 'column')} ${names.join(', ')}`;
}
