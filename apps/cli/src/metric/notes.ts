import type { HealthNote } from '@assay/contract';
import { countText } from '../format/number.ts';
import type { Style } from '../shell/terminal.ts';

/** What is wrong with the tables behind the numbers, once for all of them; nothing where nothing is. */
export function notesText(notes: readonly HealthNote[], style: Style): readonly string[] {
  if (notes.length === 0) return [];
  const lines = notes.map(({ rule, level, table, column, count, counts, wrong }) => {
    const paint = level === 'error' ? style.red : style.bold;
    return `${paint(`${level} ${rule}`)}  ${table}.${column}: ${wrong} (${counts}: ${countText(count)})`;
  });
  return [['The data behind these numbers breaks rules; assay doctor says what to do.', ...lines, ''].join('\n')];
}
