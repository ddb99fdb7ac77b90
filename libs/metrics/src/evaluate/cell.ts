import type { Day, Result, ResultColumn } from '@assay/contract';
import { AssayError } from '@assay/contract';

/** What SQL returned for one bucket and slice of one slot. */
export interface CellParts<Parts> {
  /** First day of the bucket, or of the range for grain none. */
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  /** Environments that the cell pools: first and last in order; both null where the fact has none. */
  readonly environments: readonly [string | null, string | null];
  /** Parts by metric id. */
  readonly parts: ReadonlyMap<string, Parts>;
}

/** The cells of each slot of a layout. */
export type SlotCells<Parts> = readonly (readonly CellParts<Parts>[])[];

export type Reader = (column: string, row: number) => string | number | boolean | null;

export function readerOf(result: Result): Reader {
  const columns = new Map<string, ResultColumn>(result.columns.map((column) => [column.name, column]));
  return (name, row) => {
    const column = columns.get(name);
    if (!column) throw new AssayError('INTERNAL', `The answer of the warehouse lacks the column ${name}.`);
    return column.values[row] ?? null;
  };
}

/** Sums over no rows are null in SQL; as additive parts they are 0. Counts beyond 2^53-1 are refused, not rounded. */
export function amount(value: string | number | boolean | null): number {
  if (value === null) return 0;
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isFinite(number) || (typeof value === 'string' && !Number.isSafeInteger(Math.trunc(number)))) {
    throw new AssayError('TOO_LARGE', 'A sum is too large to be exact.', { hint: 'Ask for a shorter range.' });
  }
  return number;
}
