import { AssayError, didYouMean, nearestNames, plural } from '@assay/contract';
import type { Column, TableName } from '@assay/model';
import { columnsOf, tableNames } from '@assay/model';
import { notRecognised } from '../file/not-recognised.ts';
import { nameList, quoteName } from '../quote.ts';
import { givenColumnsOf } from '../stage/columns.ts';
import { checkTwice, namedColumns } from './check-columns.ts';
import type { Fit, FoundColumns } from './fit.ts';
import type { Holding, Recipe, RecipeColumn } from './recipe.ts';

const allNames = (table: TableName) => columnsOf(table).map(({ name }) => name);
const givenNames = (table: TableName) => givenColumnsOf(table).map(({ name }) => name);
const requiredNames = (table: TableName) =>
  givenColumnsOf(table).flatMap(({ name, required }) => (required ? [name] : []));
const lackOf = (table: TableName, names: readonly string[]) =>
  requiredNames(table).filter((name) => !names.includes(name));
const knownOf = (table: TableName, names: readonly string[]) =>
  names.filter((name) => allNames(table).includes(name) || givenNames(table).includes(name));

/**
 * A file with the columns of one canonical table: of that which is asked for, else of the only one that they fit. Throws
 * FILE_NOT_RECOGNISED, which names what is missing, too many or the loader's own, and PARAM_INVALID for an unknown table.
 */
export function canonicalFit(recipe: Recipe, asked: string | null, found: FoundColumns): Fit {
  const table = asked === null ? guessedTable(recipe, found) : namedTable(asked);
  checkTable(table, found, asked === null ? ` It was taken for ${table}; another is said with --set table=NAME.` : '');
  const columns = givenColumnsOf(table).filter(({ name }) => found.names.includes(name));
  const cells = columns.map((column) => `${cellOf(column)} as ${quoteName(column.name)}`);
  return {
    columns: columns.map(readColumn),
    selects: [{ table, sql: `select ${nameList(['_record'])}, ${cells.join(', ')} from source` }],
  };
}

/** Whether some table could be meant: more than half of the columns are its own. */
export function isCanonical(names: readonly string[]): boolean {
  return names.length > 1 && likeliest(names).length > 0;
}

/** Separated text cannot tell an empty text from none, so that neither do the others, where the model sees no difference. */
function cellOf({ name, mayBeEmpty, required }: Column): string {
  const cell = quoteName(name);
  if (!mayBeEmpty) return `nullif(${cell}, '')`;
  return required ? `coalesce(${cell}, '')` : cell;
}

function readColumn(column: Column): RecipeColumn {
  const { name, required, mayBeEmpty } = column;
  return { name, required, filled: false, oneOf: null, holds: holdingOf(column), mayBeEmpty };
}

function holdingOf({ hashed, pii }: Column): Holding {
  if (hashed && pii === 'pseudo') return 'person';
  return hashed || pii === 'content' || pii === 'sens' ? 'content' : 'data';
}

function namedTable(name: string): TableName {
  const table = tableNames.find((known) => known === name);
  if (table !== undefined) return table;
  throw new AssayError('PARAM_INVALID', `There is no table "${name}".`, {
    hint: didYouMean(name, tableNames) ?? `Tables: ${tableNames.join(', ')}.`,
  });
}

function guessedTable(recipe: Recipe, { file, names, advice }: FoundColumns): TableName {
  const fitting = tableNames.filter(
    (table) => knownOf(table, names).length === names.length && lackOf(table, names).length === 0,
  );
  const likely = fitting.length > 0 ? fitting : likeliest(names);
  const [first, second] = likely;
  if (first === undefined) {
    const known = names.filter((name) => tableNames.some((table) => knownOf(table, [name]).length > 0)).length;
    const what = `is not what the recipe ${recipe.name} reads: the model knows ${known} of its ${names.length} columns`;
    throw notRecognised(file, what, `${advice} Columns are called as in docs/model.md.`);
  }
  if (second === undefined) return first;
  const what = `may hold rows of ${likely.slice(0, -1).join(', ')} or ${likely.at(-1)}: its columns do not say which`;
  throw notRecognised(file, what, `Say it, e.g. --set table=${first}.`);
}

/** Tables that know the most of the columns and lack the least; none where less than half is known. */
function likeliest(names: readonly string[]): readonly TableName[] {
  const rated = tableNames.map((table) => ({
    table,
    known: names.filter((name) => givenNames(table).includes(name)).length,
    lacks: lackOf(table, names).length,
  }));
  const most = Math.max(...rated.map(({ known }) => known));
  if (most === 0 || most * 2 < names.length) return [];
  const best = rated.filter(({ known }) => known === most);
  const least = Math.min(...best.map(({ lacks }) => lacks));
  return best.filter(({ lacks }) => lacks === least).map(({ table }) => table);
}

/** What stands in the file is named once nothing is missing, or where it is near to a name of the table. */
function checkTable(table: TableName, found: FoundColumns, guess: string): void {
  const { file, names, advice } = found;
  const given = givenNames(table);
  const strange = names.filter((name) => !given.includes(name));
  const missing = lackOf(table, names);
  if (missing.length > 0) {
    const what = `lacks ${namedColumns(missing)}, which every row of ${table} needs`;
    throw notRecognised(file, what, (renamed(missing, strange) ?? advice) + guess);
  }
  const loaders = strange.filter((name) => allNames(table).includes(name));
  if (loaders.length > 0) {
    const what = `has the ${namedColumns(loaders)}, which the loader works out and no file may give`;
    throw notRecognised(file, what, `Take ${plural(loaders.length, 'it', 'them')} out.${guess}`);
  }
  if (strange.length > 0) {
    const what = `has the ${namedColumns(strange)}, which ${table} does not have`;
    const near = renamed(
      strange,
      given.filter((name) => !names.includes(name)),
    );
    throw notRecognised(file, what, (near ?? `Take ${plural(strange.length, 'it', 'them')} out.`) + guess);
  }
  checkTwice(found);
}

/** A header in one piece, or data, is no name that somebody wrote wrongly. */
const isName = (name: string) => /^[\w .-]{1,60}$/.test(name);

/** What of one list may be another name for what stands in the other. */
function renamed(names: readonly string[], others: readonly string[]): string | null {
  const near = names.flatMap((name) => {
    const [nearest] = nearestNames(name, others.filter(isName));
    return nearest === undefined ? [] : [`${nearest} for ${name}`];
  });
  return near.length === 0 ? null : `Did you mean ${near.join(', ')}?`;
}
