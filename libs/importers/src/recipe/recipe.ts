import type { TableName } from '@assay/model';

export const formatIds = ['csv', 'tsv', 'jsonl', 'parquet'] as const;
export type FormatId = (typeof formatIds)[number];

/** Of `any` each file says by its content which format it has. */
export const recipeFormats = [...formatIds, 'any'] as const;

/**
 * What a column of the file holds. `content` (prompts, answers, rationales) and `person` (names, mails, ids of people)
 * say what must not be kept when a record is set aside: content is left out, people become pseudonyms.
 */
export const holdings = ['data', 'content', 'person'] as const;
export type Holding = (typeof holdings)[number];

export interface RecipeColumn {
  readonly name: string;
  /** The file must have the column. */
  readonly required: boolean;
  /** Its cells must not be empty. */
  readonly filled: boolean;
  /** The values its cells may have; null where it has no list. */
  readonly oneOf: readonly string[] | null;
  readonly holds: Holding;
  /** An empty text is a value, not the same as none. */
  readonly mayBeEmpty: boolean;
}

/** A `name` is what `source_system` may be called; a `table` one of the canonical ones. */
export const parameterTypes = ['text', 'day', 'name', 'table'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** A value that the file does not hold, given with `--set name=value`. */
export interface RecipeParameter {
  readonly name: string;
  readonly description: string;
  readonly type: ParameterType;
  readonly required: boolean;
  readonly default: string | null;
  /** Where the value stands in the file's name, written `<name>`; used when it is not given. */
  readonly fromFileName: string | null;
}

/** One `select` over `source` and `:parameters`, which gives rows of one canonical table. */
export interface RecipeSelect {
  readonly table: TableName;
  readonly sql: string;
}

/** How one kind of flat file becomes canonical rows. */
export interface Recipe {
  readonly name: string;
  readonly title: string;
  /** What `source_system` says of its rows, unless a parameter `source` does. */
  readonly source: string;
  readonly format: (typeof recipeFormats)[number];
  /** `canonical`: those of one canonical table, which the parameter `table` or the columns themselves name. */
  readonly columns: readonly RecipeColumn[] | 'canonical';
  readonly parameters: readonly RecipeParameter[];
  /** None where the columns are canonical. */
  readonly selects: readonly RecipeSelect[];
}
