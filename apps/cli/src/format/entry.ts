import type { QuarantineEntry } from '@assay/contract';

/** Where a record that was set aside lies, and what is wrong with it, in a line. */
export function entryLine({ record, line, column, reason, detail }: Omit<QuarantineEntry, 'raw'>): string {
  const place = [
    record === null ? '' : `record ${record}`,
    line === null ? '' : `line ${line}`,
    column === null ? '' : `column ${column}`,
  ].filter((part) => part !== '');
  return `  ${[...place, reason].join(', ')}${detail === null ? '' : `: ${detail}`}`;
}
