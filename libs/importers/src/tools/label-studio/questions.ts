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
  if (absent === undefined) return;
  throw new AssayError('PARAM_INVALID', `${file} has no column ${absent}.`, {
    hint: `Columns: ${offered(known)}.`,
  });
}
