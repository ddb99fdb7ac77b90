import type { TextTable } from '@assay/importers';
import type { BreaksFlags } from './command.ts';
import { columnOf } from '../format/column.ts';
import { numberAt } from './snapshots.ts';

/** Lines whose number and what should be left of 100 come to something else. */
export interface NotWhole {
  readonly lines: number;
  /** The first of them, as the file counts them. */
  readonly first: readonly number[];
  /** Whose lines they are, most of them first. */
  readonly series: readonly { readonly series: string; readonly lines: number }[];
}

const mostNamed = 5;

const decimals = (cell: string | null): number => /\.(\d+)/.exec(cell ?? '')?.[1]?.length ?? 0;

/** Null where no column is named. Two rounded numbers may be off by one of their last digit together. */
export function notWhole(file: string, table: TextTable, { series, value, rest }: BreaksFlags): NotWhole | null {
  if (rest === undefined) return null;
  const places = [
    { column: value, place: columnOf(file, table, { flag: 'value', name: value }) },
    { column: rest, place: columnOf(file, table, { flag: 'rest', name: rest }) },
  ];
  const named = columnOf(file, table, { flag: 'series', name: series });
  const wrong = table.rows.flatMap((row, index) => {
    const line = index + 2;
    const numbers = places.flatMap(({ column, place }) => numberAt(file, row[place] ?? null, { line, column }) ?? []);
    if (numbers.length < places.length) return [];
    const digits = Math.min(...places.map(({ place }) => decimals(row[place] ?? null)));
    const off = Math.abs(numbers.reduce((sum, each) => sum + each, 0) - 100);
    return off > 10 ** -digits + 1e-9 ? [{ line, series: row[named] ?? '' }] : [];
  });
  const own = Map.groupBy(wrong, (each) => each.series);
  const most = [...own].map(([name, { length }]) => ({ series: name, lines: length }));
  return {
    lines: wrong.length,
    first: wrong.slice(0, mostNamed).map(({ line }) => line),
    series: most.sort((one, two) => two.lines - one.lines).slice(0, mostNamed),
  };
}
