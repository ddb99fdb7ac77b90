import type { RecipeParameter } from '../recipe/recipe.ts';

/** A setting of an importer that may be left out. */
export function parameter(name: string, description: string, preset: string | null = null): RecipeParameter {
  return { name, description, type: 'text', required: false, default: preset, fromFileName: null };
}
