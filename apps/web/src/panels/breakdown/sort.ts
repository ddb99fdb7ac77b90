import { otherMember } from '@assay/contract';
import type { BreakdownRowModel } from './prepare.ts';

export const sortColumns = ['title', 'n', 'counted', 'rate', 'share', 'change'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  readonly column: SortColumn;
  readonly falling: boolean;
}

/** The address bar's `-panel:column` for this panel; null where it names another panel or no column of ours. */
export function readSort(text: string | undefined, panel: string): Sort | null {
  const falling = text?.startsWith('-') ?? false;
  const [of, name] = (falling ? text?.slice(1) : text)?.split(':') ?? [];
  const column = sortColumns.find((candidate) => candidate === name);
  return of === panel && column ? { column, falling } : null;
}

/** The next state of a column head: falling, rising, then the answer's own order. Titles rise first. */
export function nextSort(sort: Sort | null, column: SortColumn, panel: string): string | undefined {
  const first = column !== 'title';
  if (sort?.column !== column) return `${first ? '-' : ''}${panel}:${column}`;
  return sort.falling === first ? `${first ? '' : '-'}${panel}:${column}` : undefined;
}

/** Rising order of what columns hold; what has no value comes last either way. */
export function compareBy<Row>(
  key: (row: Row) => number | string | null,
  falling: boolean,
): (a: Row, b: Row) => number {
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : String(x).localeCompare(String(y), 'en', { numeric: true });
    return falling ? -order : order;
  };
}

export const sortKeys: Readonly<Record<SortColumn, (row: BreakdownRowModel) => number | string | null>> = {
  title: (row) => row.title,
  n: (row) => row.number.n,
  counted: (row) => row.counted,
  rate: (row) => row.value,
  share: (row) => row.share,
  change: (row) => row.number.change?.difference ?? null,
};

/** Sorted copy; the row of all slices stays first, that of all others last, rows without a value last. */
export function sortRows(rows: readonly BreakdownRowModel[], sort: Sort | null): readonly BreakdownRowModel[] {
  if (!sort) return rows;
  const compare = compareBy(sortKeys[sort.column], sort.falling);
  const isOther = ({ number }: BreakdownRowModel): boolean => number.by.some(({ value }) => value === otherMember);
  const isSlice = (row: BreakdownRowModel): boolean => !row.isTotal && !isOther(row);
  return [...rows.filter(({ isTotal }) => isTotal), ...rows.filter(isSlice).toSorted(compare), ...rows.filter(isOther)];
}
