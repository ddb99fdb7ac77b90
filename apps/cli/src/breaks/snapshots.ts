import type { TextTable } from '@assay/importers';
import type { BreaksFlags } from './command.ts';
import { AssayError } from '@assay/contract';
import { columnOf } from '../format/column.ts';

/** What a table said at one time: a number a series. */
export interface Snapshot {
  /** Values of the columns that tell snapshots apart. */
  readonly at: readonly string[];
  readonly values: ReadonlyMap<string, number>;
}

/** The number in a cell; null where it is empty. */
export function numberAt(
  file: string,
  cell: string | null,
  { line, column }: { readonly line: number; readonly column: string },
): number | null {
  if (cell === null) return null;
  const number = Number(cell);
  if (Number.isFinite(number)) return number;
  throw new AssayError('FILE_NOT_RECOGNISED', `${file} has no number in ${column} at line ${line}.`, {
    hint: 'Name the columns with numbers with --value and --rest.',
  });
}

/** Snapshots in the order of the file. A series that one has twice counts with its first number. */
export function snapshotsOf(file: string, table: TextTable, flags: BreaksFlags): readonly Snapshot[] {
  const names = flags.at.split(',').map((name) => name.trim());
  const at = names.map((name) => columnOf(file, table, { flag: 'at', name }));
  const series = columnOf(file, table, { flag: 'series', name: flags.series });
  const value = columnOf(file, table, { flag: 'value', name: flags.value });
  const found = new Map<string, { readonly at: readonly string[]; readonly values: Map<string, number> }>();
  for (const [index, row] of table.rows.entries()) {
    const own = at.map((place) => row[place] ?? '');
    const key = JSON.stringify(own);
    const snapshot = found.get(key) ?? { at: own, values: new Map<string, number>() };
    found.set(key, snapshot);
    const number = numberAt(file, row[value] ?? null, { line: index + 2, column: flags.value });
    const name = row[series] ?? '';
    if (number !== null && !snapshot.values.has(name)) snapshot.values.set(name, number);
  }
  return [...found.values()];
}
