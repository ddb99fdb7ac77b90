import * as v from 'valibot';
import { mapping, maybe, oneOf, text } from '@assay/yaml';
import { holdings, parameterTypes, recipeFormats } from './recipe.ts';

/** Names that SQL may write without quotes, in recipes and in `:parameters`. */
const aWord = 'a word of small letters, digits and _';
const word = v.pipe(v.string(aWord), v.regex(/^[a-z][a-z0-9_]*$/, aWord));
const aTitle = 'a text of at most 200 characters';
const title = v.pipe(text(aTitle), v.trim(), v.nonEmpty(aTitle), v.maxLength(200, aTitle));
const aColumn = 'a name that does not begin with _, as Assay\u2019s own do';
const columnName = v.pipe(v.string(aColumn), v.regex(/^[^_]/, aColumn));
const yesOrNo = v.boolean('true or false');

const column = mapping({
  required: maybe(yesOrNo, true),
  filled: maybe(yesOrNo, false),
  one_of: maybe(v.pipe(v.array(v.string('a text'), 'a list of values'), v.nonEmpty('a list of values'))),
  holds: maybe(oneOf(holdings), 'data'),
});

const someColumns = 'the columns of the file, two or more, or canonical';
const columns = v.pipe(
  v.record(columnName, column, someColumns),
  v.check((named) => Object.keys(named).length > 1, someColumns),
);

const parameter = mapping({
  description: title,
  type: maybe(oneOf(parameterTypes), 'text'),
  required: maybe(yesOrNo, false),
  default: maybe(v.string('a text')),
  from_file_name: maybe(v.string('a text')),
});

const aName = 'a name of small letters, digits and -';

/** `recipe.yaml`. */
export const recipeSchema = mapping({
  name: v.pipe(v.string(aName), v.regex(/^[a-z][a-z0-9-]*$/, aName)),
  title,
  source: maybe(word),
  format: oneOf(recipeFormats),
  // Not a union: of that an issue would not say where in the columns it is.
  columns: v.lazy((given) => (typeof given === 'string' ? v.literal('canonical', someColumns) : columns)),
  parameters: maybe(v.record(word, parameter, 'a mapping of parameters'), {}),
});

export type RecipeDocument = v.InferOutput<typeof recipeSchema>;
