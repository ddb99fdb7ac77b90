import { AssayError } from '@assay/contract';
import type { TableName } from '@assay/model';
import { columnsOf } from '@assay/model';
import type { NamedValues } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Recipe, RecipeSelect } from '../recipe/recipe.ts';
import type { Manner } from '../tools/tool.ts';
import type { Transaction } from '../transaction.ts';
import { givenColumnsOf, offeredText, rawTable } from './columns.ts';

/** The columns that a source gives of a table, which lie as text in its raw table. */
export interface Given {
  readonly table: TableName;
  readonly columns: readonly string[];
  /** The raw table is a view of values in the model's types instead of text, so there is no text to be at fault. */
  readonly isTyped?: true;
  /** Columns of people and texts that come as hashes already. */
  readonly hashed?: readonly string[];
  /** What is peculiar about the rows; nothing for those of recipes. */
  readonly manner?: Manner;
}

type Selects = Pick<Recipe, 'name' | 'selects'>;

/** Runs the selects of a recipe over `source`: the rows of each, as text, with the record each came from. */
export async function stageRecipe(
  transaction: Transaction,
  recipe: Selects,
  input: RecipeInput,
): Promise<readonly Given[]> {
  const staged: Given[] = [];
  for (const select of recipe.selects) {
    staged.push(await blame(recipe, select, () => stageSelect(transaction, { recipe, select, ...input })));
  }
  return staged;
}

export interface RecipeInput {
  readonly values: NamedValues;
  /** Texts that the selects offer are staged. */
  readonly keepsContent: boolean;
}

interface SelectScope extends RecipeInput {
  readonly recipe: Selects;
  readonly select: RecipeSelect;
}

async function stageSelect(transaction: Transaction, scope: SelectScope): Promise<Given> {
  const { recipe, select, values, keepsContent } = scope;
  const { table } = select;
  // A line end before the bracket: the text may end in a comment. None after the other: errors count lines.
  const rows = `(${select.sql.trimEnd().replace(/;$/, '')}\n)`;
  const found = (await transaction.run(`select * from ${rows} limit 0`, values)).columns.map((column) => column.name);
  const offered = found.filter((name) => name !== '_record');
  checkSelect(recipe, table, offered);
  const columns = offered.filter((name) => keepsContent || name !== offeredText);
  const record = found.includes('_record') ? 'cast(_record as bigint)' : 'cast(null as bigint)';
  const cells = columns.map((name) => `cast(${quoteName(name)} as varchar) as ${quoteName(name)}`);
  await transaction.run(
    `create temp table ${rawTable(table)} as
    select row_number() over () as _row, ${record} as _record, ${cells.join(', ')} from ${rows}`,
    values,
  );
  if (found.includes('_record')) await checkRecords(transaction, recipe, table);
  return { table, columns };
}

/** Records are counted by these numbers, so that one which the file does not have would make the receipt wrong. */
async function checkRecords(transaction: Transaction, recipe: Selects, table: TableName): Promise<void> {
  const strange = await transaction.count(
    `select count(*) from (select _record from ${rawTable(table)} where _record is not null) anti join source using (_record)`,
  );
  if (strange === 0) return;
  throw new AssayError('RECIPE_INVALID', `${recipe.name}/${table}.sql gives a _record that is no record of the file.`, {
    hint: 'Take _record from source as it is, or leave it out where a row is of no single record.',
  });
}

function checkSelect(recipe: Selects, table: TableName, columns: readonly string[]): void {
  const file = `${recipe.name}/${table}.sql`;
  const given = givenColumnsOf(table);
  for (const name of columns) {
    if (given.some((column) => column.name === name)) continue;
    const isLoaders = columnsOf(table).some((column) => column.name === name);
    throw new AssayError(
      'RECIPE_INVALID',
      `${file} gives a column ${name}, which ${isLoaders ? 'the loader works out' : `${table} does not have`}.`,
      {
        hint: isLoaders ? 'Leave it out.' : 'Name the columns as in docs/model.md.',
      },
    );
  }
  const missing = given.filter((column) => column.required && !columns.includes(column.name));
  if (missing.length === 0) return;
  throw new AssayError('RECIPE_INVALID', `${file} does not give ${missing.map((column) => column.name).join(', ')}.`, {
    hint: 'Every row needs it: see docs/model.md.',
  });
}

const recipeFaults: ReadonlySet<string> = new Set(['WAREHOUSE_SYNTAX', 'WAREHOUSE_NOT_FOUND', 'WAREHOUSE_PERMISSION']);

/** What the engine refuses in a recipe is the recipe's mistake. */
async function blame<T>(recipe: Selects, select: RecipeSelect, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AssayError) || !recipeFaults.has(error.code)) throw error;
    throw new AssayError('RECIPE_INVALID', `${recipe.name}/${select.table}.sql cannot be run: ${error.message}`, {
      hint: error.hint ?? 'A recipe is one select over source, the canonical tables\u2019 columns and :parameters.',
      cause: error,
    });
  }
}
