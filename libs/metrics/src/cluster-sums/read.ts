import type { CountParts, Day, ProportionParts, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { Layout } from '../plan/slot.ts';
import type { MeasureNames } from './measure.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { countColumns, measureNames, spreadColumns } from './measure.ts';

function partsOf(names: MeasureNames, read: (column: string) => number): ProportionParts {
  const moments = (x: string): CountParts => {
    const { rows, sum, square, product } = countColumns(x);
    return { rows: read(rows), sumX: read(sum), sumX2: read(square), sumXM: read(product) };
  };
  const byCode = (list: MeasureNames['noted']): Record<string, number> =>
    Object.fromEntries(list.map(({ code, column }) => [code, read(column)]));
  const { clusters, m2 } = spreadColumns(names);
  return {
    rows: read(names.rows),
    outside: read(names.outside),
    units: read(names.units),
    clusters: read(clusters),
    sumM: read(names.m),
    sumM2: read(m2),
    sumW2: read(names.w2),
    total: moments(names.total),
    counts: Object.fromEntries(names.counts.map(({ id, x }) => [id, moments(x)])),
    means: Object.fromEntries(names.means.map(({ id, sum, rows }) => [id, { sum: read(sum), rows: read(rows) }])),
    leftOut: byCode(names.leftOut),
    noted: byCode(names.noted),
  };
}

/** Sorts the rows of a cluster-sums statement to the slots they belong to. */
export function readClusterSums(result: Result, layout: Layout): SlotCells<ProportionParts> {
  const read = readerOf(result);
  const measures = layout.metrics.map((metric, index) => ({ id: metric.id, names: measureNames(metric, index) }));
  const slots: CellParts<ProportionParts>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const text = (column: string): string | null => read(column, row) as string | null;
    slots[slot]?.push({
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, layout.slots[slot]),
      environments: [text('guard_first'), text('guard_last')],
      parts: new Map(measures.map(({ id, names }) => [id, partsOf(names, (column) => amount(read(column, row)))])),
    });
  }
  return slots;
}
