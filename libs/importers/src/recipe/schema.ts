import * as v from 'valibot';
import { holdings, parameterTypes, recipeFormats } from './recipe.ts';

/** Names that SQL may write without quotes, in recipes and in `:parameters`. */
const word = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/, 'Use small letters, digits and _.'));
const title = v.pipe(v.string(), v.trim(), v.minLength(1, 'It must not be empty.'), v.maxLength(200));
const columnName = v.pipe(
  v.string(),
  v.minLength(1),
  v.regex(/^[^_]/, 'Names that begin with _ are Assay\u2019s own.'),
);

const column = v.strictObject({
  required: v.optional(v.boolean(), true),
  filled: v.optional(v.boolean(), false),
  one_of: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  holds: v.optional(v.picklist(holdings), 'data'),
});

const columns = v.pipe(
  v.record(columnName, column),
  v.check((named) => Object.keys(named).length > 1, 'Name the columns of the file, two or more.'),
);

const parameter = v.strictObject({
  description: title,
  type: v.optional(v.picklist(parameterTypes), 'text'),
  required: v.optional(v.boolean(), false),
  default: v.optional(v.string()),
  from_file_name: v.optional(v.string()),
});

/** `recipe.yaml`. */
export const recipeSchema = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'Use small letters, digits and -.')),
  title,
  source: v.optional(word),
  format: v.picklist(recipeFormats),
  // Not a union: of that an issue would not say where in the columns it is.
  columns: v.lazy((given) => (typeof given === 'string' ? v.literal('canonical') : columns)),
  parameters: v.optional(v.record(word, parameter), {}),
});

export type RecipeDocument = v.InferOutput<typeof recipeSchema>;
