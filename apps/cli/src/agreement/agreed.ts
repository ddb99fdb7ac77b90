import type { AnswerPattern } from '@assay/statistics';
import { AssayError } from '@assay/contract';

/** What a table holds: answers of raters by columns, numbers of raters, items by two raters' answers, or an answer a line. */
export const tableKinds = ['ratings', 'distribution', 'contingency', 'answers'] as const;
export type TableKind = (typeof tableKinds)[number];

/** Who answered what to which item, an answer each, as places. */
export interface Votes {
  readonly item: readonly number[];
  readonly annotator: readonly number[];
  readonly label: readonly number[];
}

/** A table made ready for coefficients. */
export interface Agreed {
  readonly kind: TableKind;
  /** In their order: as numbers where all are, else as texts, or as the columns stand. */
  readonly categories: readonly string[];
  /** Numbers of the categories; null where one is none. */
  readonly values: readonly number[] | null;
  readonly patterns: readonly AnswerPattern[];
  /** Who rated; of counts nobody knows. */
  readonly raters: readonly string[];
  /** A row an item, a place a rater: the category, or null without an answer; null where who rated is not known. */
  readonly units: readonly (readonly (number | null)[])[] | null;
  /** Null where who rated is not known. */
  readonly votes: Votes | null;
  /** The right category of each item, null where it is not known; null of a table that has none. */
  readonly truth: readonly (number | null)[] | null;
}

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

export function wrong(file: string, kind: TableKind, why: string): AssayError {
  const shapes = {
    ratings: 'A line an item and a column a rater, each cell an answer or nothing.',
    distribution: 'A line an item and a column a category, each cell how many raters chose it.',
    contingency:
      'The categories of one rater down the first column, the same across the header, each cell a number of items.',
    answers: 'A line an answer, with columns for the item, the annotator and the answer.',
  };
  return new AssayError('FILE_NOT_RECOGNISED', `${file} is no ${kind} table: ${why}.`, { hint: shapes[kind] });
}

export function numbersOf(categories: readonly string[]): readonly number[] | null {
  const numbers = categories.map(numberOf);
  return numbers.every(Number.isFinite) && new Set(numbers).size === numbers.length ? numbers : null;
}

/** Ordered as numbers where all are. */
export function ordered(names: readonly string[]): readonly string[] {
  const numbers = numbersOf(names);
  return numbers === null ? [...names].sort() : [...names].sort((a, b) => Number(a) - Number(b));
}
