import type { AssayError } from '@assay/contract';
import type { TextTable } from '@assay/importers';
import type { Agreed, TableKind, Votes } from './agreed.ts';
import type { AgreementFlags } from './command.ts';
import { numbersOf, ordered, wrong } from './agreed.ts';
import { usageError } from '../flags/usage.ts';
import { answerColumns, answers, checkAnswerFlags, looksLikeAnswers } from './answers.ts';
import { columnOf } from '../format/column.ts';

type Rows = TextTable['rows'];

const isCount = (cell: string | null): boolean => cell !== null && /^\d{1,15}$/.test(cell);
/** A first column that names the items rather than holding answers. */
const itemNames =
  /^(|#|id|no|nr|row|(unit|item|subject|case|group|patient|message|example|sample|document|doc|record|task)s?(_?id)?)$/i;
const raterNames = /^(rater|annotator|judge|coder|reviewer|observer|expert|worker|seat)[\s_-]*\w*$/i;

function hasItemColumn({ header, rows }: TextTable): boolean {
  const [first = '', ...others] = header;
  if (itemNames.test(first)) return true;
  if (raterNames.test(first)) return false;
  if (others.every((name) => raterNames.test(name))) return true;
  // A different name in every line is no answer.
  const names = rows.map(([name]) => name);
  return rows.length > 2 && new Set(names).size === rows.length && names.every((name) => name !== null);
}

function ratings(file: string, table: TextTable): Agreed {
  const from = hasItemColumn(table) ? 1 : 0;
  const raters = table.header.slice(from);
  if (raters.length < 2) throw wrong(file, 'ratings', 'it has fewer than two columns of answers');
  const rows = table.rows.map((row) => row.slice(from));
  const categories = ordered([...new Set(rows.flat().filter((cell) => cell !== null))]);
  const place = new Map(categories.map((name, index) => [name, index]));
  const units = rows.map((row) => row.map((cell) => (cell === null ? null : (place.get(cell) ?? null))));
  const patterns = units.map((unit) => ({
    counts: categories.map((_, index) => unit.filter((category) => category === index).length),
    times: 1,
  }));
  const given = units.flatMap((unit, item) =>
    unit.flatMap((label, annotator) => (label === null ? [] : [{ item, annotator, label }])),
  );
  const votes: Votes = {
    item: given.map(({ item }) => item),
    annotator: given.map(({ annotator }) => annotator),
    label: given.map(({ label }) => label),
  };
  // Dawid and Skene know nothing of an item without an answer.
  const isWhole = units.every((unit) => unit.some((label) => label !== null));
  const own = { categories, values: numbersOf(categories), patterns, raters, units };
  return { kind: 'ratings', ...own, votes: isWhole ? votes : null, truth: null };
}

function distribution(file: string, { header, rows }: TextTable): Agreed {
  const from = rows.some(([first = null]) => !isCount(first)) || itemNames.test(header[0] ?? '') ? 1 : 0;
  const categories = header.slice(from);
  if (categories.length < 2) throw wrong(file, 'distribution', 'it has fewer than two columns of counts');
  const counts = rows.map((row) => row.slice(from));
  const bad = counts.findIndex((row) => !row.every(isCount));
  if (bad !== -1) throw wrong(file, 'distribution', `line ${bad + 2} holds something else than counts`);
  const patterns = counts.map((row) => ({ counts: row.map(Number), times: 1 }));
  const unknown = { raters: [], units: null, votes: null, truth: null };
  return { kind: 'distribution', categories, values: numbersOf(categories), patterns, ...unknown };
}

const isSquare = ({ header, rows }: TextTable): boolean =>
  rows.length >= 2 &&
  rows.length === header.length - 1 &&
  rows.every((row, index) => row[0] === header[index + 1] && row.slice(1).every(isCount));

function contingency(file: string, table: TextTable): Agreed {
  if (!isSquare(table))
    throw wrong(file, 'contingency', 'its lines and columns do not name the same categories in one order');
  const categories = table.header.slice(1);
  const counts = table.rows.map((row) => row.slice(1).map(Number));
  const cells = counts.flatMap((row, one) => row.map((times, two) => ({ one, two, times })));
  const patterns = cells
    .filter(({ times }) => times > 0)
    .map(({ one, two, times }) => ({
      counts: categories.map((_, index) => Number(index === one) + Number(index === two)),
      times,
    }));
  const units = cells.flatMap(({ one, two, times }) => Array.from({ length: times }, () => [one, two]));
  const raters = ['lines', 'columns'];
  const own = { categories, values: numbersOf(categories), patterns, raters, units };
  return { kind: 'contingency', ...own, votes: null, truth: null };
}

const sumOf = (row: Rows[number]): number => row.reduce((sum, cell) => sum + Number(cell), 0);

/** Counts of raters: whole numbers alone, as many raters on every item, and none of the columns named for one. */
function looksLikeCounts({ header, rows }: TextTable): boolean {
  if (header.some((name, index) => index > 0 && raterNames.test(name))) return false;
  const counts = rows.map((row) => row.slice(1));
  if (header.length < 3 || !counts.every((row) => row.every(isCount))) return false;
  const sums = new Set(counts.map(sumOf));
  return sums.size === 1 && (sums.values().next().value ?? 0) >= 2;
}

/** What a table is, by its head and its cells. */
function kindOf(table: TextTable): TableKind {
  if (looksLikeAnswers(table)) return 'answers';
  if (isSquare(table)) return 'contingency';
  return looksLikeCounts(table) ? 'distribution' : 'ratings';
}

const readers = { ratings, distribution, contingency } as const;
/** More kinds of answers are no scale: free text, or measurements that need other means. */
const mostCategories = 500;

const wrongColumns = (said: string, why: string): AssayError =>
  usageError(`--columns ${said} ${why}.`, 'Name columns of the header, parted by commas, each once.');

/** The named columns of a table, in their order, each line an item; without a name for it. */
function chosen(file: string, table: TextTable, said: string): TextTable {
  const names = said.split(',').map((name) => name.trim());
  if (names.length < 2) throw wrongColumns(said, 'names fewer than two columns');
  if (new Set(names).size < names.length) throw wrongColumns(said, 'names a column twice');
  const places = names.map((name) => columnOf(file, table, { flag: 'columns', name }));
  const rows = table.rows.map((row, index) => [String(index + 1), ...places.map((place) => row[place] ?? null)]);
  return { header: ['', ...names], rows };
}

/** Makes a table ready; what it is may be said, else it is seen. Throws FILE_NOT_RECOGNISED where it is none such. */
export function agreed(file: string, table: TextTable, flags: AgreementFlags): Agreed {
  const kind = flags.as ?? kindOf(flags.columns === undefined ? table : chosen(file, table, flags.columns));
  if (flags.columns !== undefined && kind !== 'ratings' && kind !== 'distribution')
    throw usageError(
      '--columns is for tables of ratings and of counts.',
      'Say --as ratings or --as distribution, or leave it out.',
    );
  checkAnswerFlags(flags, kind === 'answers');
  const found =
    kind === 'answers'
      ? answers(file, table, answerColumns(table, flags))
      : readers[kind](file, flags.columns === undefined ? table : chosen(file, table, flags.columns));
  if (found.categories.length > mostCategories)
    throw wrong(file, kind, `its cells hold more than ${mostCategories} different answers`);
  const isPaired = found.patterns.some(({ counts }) => counts.reduce((sum, count) => sum + count, 0) >= 2);
  if (!isPaired) throw wrong(file, kind, 'no item has two answers');
  return found;
}
