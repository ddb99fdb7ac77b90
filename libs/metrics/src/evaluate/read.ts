import type { CountParts, Day, ProportionParts, Result, ResultColumn } from '@assay/contract';
import type { MeasureNames } from '../plan/measure.ts';
import type { Layout } from '../plan/slot.ts';
import { AssayError } from '@assay/contract';
import { splitColumn } from '../plan/cluster-sums.ts';
import { countColumns, measureNames } from '../plan/measure.ts';

/** What SQL returned for one bucket and slice of one slot. */
export interface CellParts {
  /** First day of the bucket, or of the range for grain none. */
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  /** Environments that the cell pools: first and last in order. */
  readonly environments: readonly [string | null, string | null];
  /** Parts by metric id. */
  readonly parts: ReadonlyMap<string, ProportionParts>;
}

type Reader = (column: string, row: number) => string | number | boolean | null;

function readerOf(result: Result): Reader {
  const columns = new Map<string, ResultColumn>(result.columns.map((column) => [column.name, column]));
  return (name, row) => {
    const column = columns.get(name);
    if (!column) throw new AssayError('INTERNAL', `The answer of the warehouse lacks the column ${name}.`);
    return column.values[row] ?? null;
  };
}

/** Sums over no rows are null in SQL; as additive parts they are 0. Counts beyond 2^53-1 are refused, not rounded. */
function amount(value: string | number | boolean | null): number {
  if (value === null) return 0;
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isFinite(number) || (typeof value === 'string' && !Number.isSafeInteger(Math.trunc(number)))) {
    throw new AssayError('TOO_LARGE', 'A sum is too large to be exact.', { hint: 'Ask for a shorter range.' });
  }
  return number;
}

function partsOf(names: MeasureNames, read: (column: string) => number): ProportionParts {
  const moments = (x: string): CountParts => {
    const { rows, sum, square, product } = countColumns(x);
    return { rows: read(rows), sumX: read(sum), sumX2: read(square), sumXM: read(product) };
  };
  const byCode = (list: MeasureNames['noted']): Record<string, number> =>
    Object.fromEntries(list.map(({ code, column }) => [code, read(column)]));
  return {
    rows: read(names.rows),
    outside: read(names.outside),
    units: read(`units_${names.m}`),
    clusters: read(`clusters_${names.m}`),
    sumM: read(names.m),
    sumM2: read(`m2_${names.m}`),
    sumW2: read(`w2_${names.m}`),
    total: moments(names.total),
    counts: Object.fromEntries(names.counts.map(({ id, x }) => [id, moments(x)])),
    leftOut: byCode(names.leftOut),
    noted: byCode(names.noted),
  };
}

/** Sorts the rows of a cluster-sums statement to the slots they belong to. */
export function readCells(result: Result, layout: Layout): readonly (readonly CellParts[])[] {
  const read = readerOf(result);
  const measures = layout.metrics.map((metric, index) => ({ id: metric.id, names: measureNames(metric, index) }));
  const slots: CellParts[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const text = (column: string): string | null => read(column, row) as string | null;
    slots[slot]?.push({
      at: read('bucket', row) as Day,
      by: Object.fromEntries((layout.slots[slot]?.splits ?? []).map((id) => [id, text(splitColumn(id))])),
      environments: [text('guard_first'), text('guard_last')],
      parts: new Map(measures.map(({ id, names }) => [id, partsOf(names, (column) => amount(read(column, row)))])),
    });
  }
  return slots;
}
