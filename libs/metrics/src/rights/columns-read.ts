import type { Column, PiiClass, TableName } from '@assay/model';
import { columnsOf, tableNames } from '@assay/model';

/** Text in quotes is a value and no name, except between double quotes and backticks. */
const literal = /'(?:[^']|'')*'/g;
const word = /[a-z_][a-z0-9_]*/gi;

function wordsOf(sql: string): ReadonlySet<string> {
  return new Set((sql.replaceAll(literal, "''").match(word) ?? []).map((each) => each.toLowerCase()));
}

/** Tables of the model that a statement names. */
export function tablesNamed(sql: string): readonly TableName[] {
  const words = wordsOf(sql);
  return tableNames.filter((name) => words.has(name));
}

/**
 * Classes of the columns that a statement reads, worked out from its compiled text: whatever a definition does, it cannot
 * read a column without naming it, and there is nothing it could forget to declare. A name counts for every table of the
 * statement that has such a column, so it errs on the side of refusing.
 */
export function classesRead(sql: string): ReadonlySet<PiiClass> {
  const words = wordsOf(sql);
  return classesOf(tablesNamed(sql).flatMap(columnsOf), words);
}

/** The same of a piece of a statement, whose tables are named elsewhere: a name counts for every table of the model. */
export function classesNamed(piece: string): ReadonlySet<PiiClass> {
  return classesOf(tableNames.flatMap(columnsOf), wordsOf(piece));
}

function classesOf(columns: readonly Column[], words: ReadonlySet<string>): ReadonlySet<PiiClass> {
  return new Set(columns.filter(({ name }) => words.has(name)).map(({ pii }) => pii));
}
