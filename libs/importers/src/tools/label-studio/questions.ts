import { AssayError } from '@assay/contract';

/** What every record of a flat export has, beside the data of the task and the answers. */
export const fixed = ['annotation_id', 'annotator', 'created_at', 'updated_at', 'lead_time'];
const others = new Set([...fixed, 'id', 'agreement', 'history']);

/** The columns that may hold answers. */
export function offered(columns: Iterable<string>): string {
  return [...columns].filter((name) => !others.has(name)).join(', ');
}

/** PARAM_INVALID for a question that is no column of the file: none of its answers would be read. */
export function checkColumns(file: string, questions: readonly string[], columns: Iterable<string>): void {
  const known = new Set(columns);
  const absent = questions.find((question) => !known.has(question));
  if (absent !== undefined) throw notColumn(`${file} has no column ${absent}.`, known);
}

/** PARAM_INVALID where no record names any of the questions. A single one may be there that nobody answered. */
export function checkNames(file: string, questions: readonly string[], names: Iterable<string>): void {
  const known = new Set(names);
  if (questions.some((question) => known.has(question))) return;
  const [only] = questions;
  throw notColumn(
    questions.length === 1
      ? `${file} has no column ${only}.`
      : `${file} has none of the columns ${questions.join(', ')}.`,
    known,
  );
}

const notColumn = (message: string, known: ReadonlySet<string>): AssayError =>
  new AssayError('PARAM_INVALID', message, { hint: `Columns: ${offered(known)}.` });
