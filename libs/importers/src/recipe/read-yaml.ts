import type { Problem } from '@assay/yaml';
import { checkShape, problemsError, readYaml } from '@assay/yaml';
import type { RecipeDocument } from './schema.ts';
import { recipeSchema } from './schema.ts';

/** `recipe.yaml` as data. RECIPE_INVALID names the file, the line and the column of what is wrong first. */
export function readRecipeYaml(text: string, file: string): RecipeDocument {
  const yaml = readYaml({ file, text });
  if (!('document' in yaml)) throw invalid(yaml);
  const checked = checkShape(yaml, recipeSchema);
  if ('problems' in checked) throw invalid(checked.problems);
  return checked.value;
}

const invalid = (problems: readonly Problem[]) =>
  problemsError('RECIPE_INVALID', problems, 'Mend the recipe; sql/recipes/README.md says what may stand in it.');
