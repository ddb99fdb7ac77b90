import type { HealthNote } from '@assay/contract';
import { countText } from '@assay/contract';
import type { Style } from '../shell/terminal.ts';

/** What is wrong with the tables behind the numbers, once for all of them; nothing where nothing is. */
export function notesText(notes: readonly HealthNote[] | null, style: Style): readonly string[] {
  if (notes === null) return ['Whether the data breaks rules is not known just now; assay doctor asks.\n'];
  if (notes.length === 0) return [];
  const lines = notes.map(({ rule, level, table, column, count, counts, wrong }) => {
    const paint = level === 'error' ? style.red : style.bold;
    return `${paint(`${level} ${rule}`)}  ${table}.${column}: ${wrong} (${counts}: ${countText(count)})`;
  });
  return [['The data behind these numbers breaks rules; assay doctor says what to do.', ...lines, ''].join('\n')];
}
