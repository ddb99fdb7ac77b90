import type { Day, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { Moments } from '../evaluate/ratio-interval.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { eachColumns, momentColumn } from './columns.ts';
import { guardColumn } from './statement.ts';

export interface DistinctRatioParts extends PlainCounts {
  readonly whole: Moments;
  /** The same of rows by kind. */
  readonly kinds: Readonly<Record<string, Moments>>;
}

export const noMoments: Moments = { k: 0, x: 0, y: 0, x2: 0, y2: 0, xy: 0 };
export const noDistinctRatio: DistinctRatioParts = { ...noCounts, whole: noMoments, kinds: {} };

export function readDistinctRatios(result: Result, layout: Layout): SlotCells<DistinctRatioParts> {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const guardAt = (end: 'first' | 'last', row: number): string | null =>
    layout.fact.guard === null ? null : (read(guardColumn(end), row) as string | null);
  const slots: CellParts<DistinctRatioParts>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const moments = (column: string): Moments => {
      const sum = (name: string): number => amount(read(momentColumn(column, name), row));
      return { k: sum('k'), x: sum('x'), y: sum('y'), x2: sum('x2'), y2: sum('y2'), xy: sum('xy') };
    };
    const parts = measures.map((each) => {
      const [whole = '', ...kinds] = eachColumns(each);
      const byKind = each.names.counts.map(({ id }, index) => [id, moments(kinds[index] ?? '')] as const);
      const own = { ...countsOf(each, read, row), whole: moments(whole), kinds: Object.fromEntries(byKind) };
      return [each.metric.id, own] as const;
    });
    slots[slot]?.push({
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, layout.slots[slot]),
      environments: [guardAt('first', row), guardAt('last', row)],
      parts: new Map(parts),
    });
  }
  return slots;
}
