import { AssayError } from '@assay/contract';
import type { Recipe } from '../recipe/recipe.ts';
import type { Survey, TextSurvey } from './survey.ts';
import { notRecognised } from './survey.ts';

/** A file that has been surveyed, with the recipe it is read by. */
export interface SourceFile {
  /** As the person gave it; shown in errors. */
  readonly name: string;
  /** Real, absolute path. */
  readonly path: string;
  readonly recipe: Recipe;
  readonly survey: Survey;
}

export function textOf(file: SourceFile): TextSurvey {
  if (file.survey.text === null) throw new AssayError('INTERNAL', 'A text file was surveyed as if it were none.');
  return file.survey.text;
}

/**
 * FILE_NOT_RECOGNISED unless the file has every required column and none that the recipe does not know. What stands in
 * the file is named only once all required columns are there: else it may be data instead of a header.
 */
export function checkColumns(file: SourceFile, found: readonly string[], advice: string): void {
  const { recipe, name } = file;
  const missing = recipe.columns.filter((column) => column.required && !found.includes(column.name));
  if (missing.length > 0) {
    const names = missing.map((column) => column.name).join(', ');
    throw notRecognised(name, `is not what the recipe ${recipe.name} reads: it has no ${plural('column', missing.length)} ${names}`, advice);
  }
  const unknown = found.filter((column) => !recipe.columns.some(({ name: known }) => known === column));
  if (unknown.length > 0) {
    const hint = `Take ${unknown.length === 1 ? 'it' : 'them'} out, or add ${unknown.length === 1 ? 'it' : 'them'} to a copy of the recipe.`;
    throw notRecognised(name, `has ${plural('column', unknown.length)} that the recipe ${recipe.name} does not know: ${unknown.join(', ')}`, hint);
  }
  const twice = found.find((column, index) => found.indexOf(column) !== index);
  if (twice !== undefined) throw notRecognised(name, `has two columns ${twice}`, 'Rename or remove one of them.');
}

export function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
