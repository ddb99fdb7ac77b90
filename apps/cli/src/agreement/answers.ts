import type { TextTable } from '@assay/importers';
import type { AgreementFlags } from './command.ts';
import type { Agreed, Votes } from './agreed.ts';
import { usageError } from '../flags/usage.ts';
import { numbersOf, ordered, wrong } from './agreed.ts';
import { columnOf } from '../format/column.ts';

/** Columns of a table with a line an answer. */
export interface AnswerColumns {
  readonly item: string;
  readonly annotator: string;
  readonly answer: string;
  /** With the right answer to the item; null where nobody knows it. */
  readonly truth: string | null;
}

/** Whether a head has the columns of answers by their own names. */
export const looksLikeAnswers = ({ header }: TextTable): boolean =>
  ['item', 'annotator', 'answer'].every((name) => header.includes(name));

/** The columns that flags name; a column called `truth` is one. */
export function answerColumns({ header }: TextTable, flags: AgreementFlags): AnswerColumns {
  const { item = 'item', annotator = 'annotator', answer = 'answer' } = flags;
  return { item, annotator, answer, truth: flags.truth ?? (header.includes('truth') ? 'truth' : null) };
}

/** Every cell of a column, which must be filled. */
function filled(
  file: string,
  { rows }: TextTable,
  { place, name }: { readonly place: number; readonly name: string },
): readonly string[] {
  return rows.map((row, index) => {
    const cell = row[place] ?? null;
    if (cell === null) throw wrong(file, 'answers', `line ${index + 2} has no ${name}`);
    return cell;
  });
}

/** Numbers things in the order in which they are first seen. */
function numbered(names: readonly string[]): { readonly names: readonly string[]; readonly places: readonly number[] } {
  const seen = new Map<string, number>();
  const places = names.map((name) => {
    const place = seen.get(name) ?? seen.size;
    seen.set(name, place);
    return place;
  });
  return { names: [...seen.keys()], places };
}

/** The right answer of each item, which all of its lines must agree on; null where no line knows it. */
function truthOf(
  file: string,
  cells: readonly (string | null)[],
  items: { readonly places: readonly number[]; readonly count: number },
) {
  const truth: (string | null)[] = Array.from({ length: items.count }, () => null);
  cells.forEach((cell, index) => {
    const place = items.places[index] ?? 0;
    const known = truth[place] ?? null;
    if (cell !== null && known !== null && known !== cell)
      throw wrong(file, 'answers', `line ${index + 2} has another truth than a line before it has of the same item`);
    truth[place] = known ?? cell;
  });
  return truth;
}

/** With more annotators than this two of them have little in common, and there are too many pairs to read. */
const mostPaired = 20;

/** Who answered what, a line an item; null where one answered an item twice, or where annotators are many. */
function unitsOf(
  { item, annotator, label }: Votes,
  { items, annotators }: { readonly items: number; readonly annotators: number },
): Agreed['units'] {
  if (annotators > mostPaired) return null;
  const units = Array.from({ length: items }, () => Array.from({ length: annotators }, (): number | null => null));
  for (const [index, place] of item.entries()) {
    const unit = units[place] ?? [];
    const who = annotator[index] ?? 0;
    if (unit[who] !== null) return null;
    unit[who] = label[index] ?? null;
  }
  return units;
}

/** A table with a line an answer: of whom, to which item, and perhaps the right one. Items are in the order of their first answer. */
export function answers(file: string, table: TextTable, columns: AnswerColumns): Agreed {
  const place = (flag: keyof AnswerColumns, name: string): number => columnOf(file, table, { flag, name });
  const cells = (flag: 'item' | 'annotator' | 'answer'): readonly string[] =>
    filled(file, table, { place: place(flag, columns[flag]), name: columns[flag] });
  const [items, annotators, said] = [numbered(cells('item')), numbered(cells('annotator')), cells('answer')];
  const truthPlace = columns.truth === null ? null : place('truth', columns.truth);
  const told = truthPlace === null ? [] : table.rows.map((row) => row[truthPlace] ?? null);
  const truth = truthPlace === null ? null : truthOf(file, told, { places: items.places, count: items.names.length });
  const categories = ordered([...new Set([...said, ...told.filter((cell) => cell !== null)])]);
  const placeOfLabel = new Map(categories.map((name, index) => [name, index]));
  const label = said.map((name) => placeOfLabel.get(name) ?? 0);
  const votes: Votes = { item: items.places, annotator: annotators.places, label };
  const counts = items.names.map(() => categories.map(() => 0));
  for (const [index, at] of items.places.entries()) {
    const row = counts[at] ?? [];
    row[label[index] ?? 0] = (row[label[index] ?? 0] ?? 0) + 1;
  }
  return {
    kind: 'answers',
    categories,
    values: numbersOf(categories),
    patterns: counts.map((each) => ({ counts: each, times: 1 })),
    raters: annotators.names,
    units: unitsOf(votes, { items: items.names.length, annotators: annotators.names.length }),
    votes,
    truth: truth?.map((name) => (name === null ? null : (placeOfLabel.get(name) ?? null))) ?? null,
  };
}

/** Flags that name columns of answers mean nothing of another table. */
export function checkAnswerFlags(flags: AgreementFlags, isOfAnswers: boolean): void {
  if (isOfAnswers) return;
  const named = (['item', 'annotator', 'answer', 'truth'] as const).find((flag) => flags[flag] !== undefined);
  if (named !== undefined)
    throw usageError(`--${named} names a column of a table of answers.`, 'Say --as answers, or leave it out.');
}
