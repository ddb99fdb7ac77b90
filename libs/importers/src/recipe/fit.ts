import { AssayError } from '@assay/contract';
import { checkColumns, isComplete } from './check-columns.ts';
import { canonicalFit, isCanonical } from './canonical.ts';
import type { Recipe, RecipeColumn, RecipeSelect } from './recipe.ts';
import type { Settings } from './settings.ts';

/** What a recipe makes of one file, now that the file's columns are known. */
export interface Fit {
  /** Columns that are read of the file. One that the file lacks is null in every record. */
  readonly columns: readonly RecipeColumn[];
  readonly selects: readonly RecipeSelect[];
}

/** The columns that were found in a file. */
export interface FoundColumns {
  /** The file, as the person gave it. */
  readonly file: string;
  readonly names: readonly string[];
  /** What to do when they are others than were looked for, as far as the format knows. */
  readonly advice: string;
}

/** Throws FILE_NOT_RECOGNISED where the columns are not those of the recipe, and says what is wrong with them. */
export function fitRecipe(recipe: Recipe, settings: Settings, found: FoundColumns): Fit {
  if (recipe.columns === 'canonical') return canonicalFit(recipe, settings['table'] ?? null, found);
  checkColumns(recipe.name, recipe.columns, found);
  return { columns: recipe.columns, selects: recipe.selects };
}

/** Whether the columns are those of the recipe: every required one, none that it does not know, and none twice. */
export function columnsFit(recipe: Recipe, names: readonly string[]): boolean {
  try {
    fitRecipe(recipe, {}, { file: '', names, advice: '' });
    return true;
  } catch (error) {
    if (error instanceof AssayError) return false;
    throw error;
  }
}

/** Whether a file with these columns may be meant for the recipe: none is missing. */
export function isLike({ columns }: Recipe, names: readonly string[]): boolean {
  return columns === 'canonical' ? isCanonical(names) : isComplete(columns, names);
}
