import type { Day, Result } from '@assay/contract';
import type { CellParts, Reader, SlotCells } from '../evaluate/cell.ts';
import type { Slice } from '../evaluate/question-cells.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { businessDays } from './business-days.ts';
import { ofColumn, timeColumns } from './statement.ts';

/** So many rows that took so long: seconds, or business days of a metric in those. */
export interface Took {
  readonly time: number;
  readonly hasEnded: boolean;
  readonly rows: number;
}

export interface DurationParts extends PlainCounts {
  readonly times: readonly Took[];
}

export const noDurations: DurationParts = { ...noCounts, times: [] };

function tookAt(read: Reader, row: number): Took {
  const { seconds, began, ended, isEnd, n } = timeColumns;
  const first = read(began, row) as Day | null;
  const time = first === null ? amount(read(seconds, row)) : businessDays(first, read(ended, row) as Day);
  return { time, hasEnded: amount(read(isEnd, row)) === 1, rows: amount(read(n, row)) };
}

interface Cell {
  readonly at: Day;
  readonly by: Slice;
  readonly counts: Map<string, PlainCounts>;
  readonly times: Map<string, Took[]>;
}

export function readDurations(result: Result, layout: Layout): SlotCells<DurationParts> {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const slots: readonly Map<string, Cell>[] = layout.slots.map(() => new Map());
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const at = read('bucket', row) as Day;
    const by = sliceAt(read, row, layout.slots[slot]);
    const key = `${sliceKey(by)}@${at}`;
    const cell: Cell = slots[slot]?.get(key) ?? { at, by, counts: new Map(), times: new Map() };
    slots[slot]?.set(key, cell);
    const of = read(ofColumn, row);
    const metric = of === null ? null : (layout.metrics[amount(of)]?.id ?? '');
    if (metric === null) for (const each of measures) cell.counts.set(each.metric.id, countsOf(each, read, row));
    else cell.times.set(metric, [...(cell.times.get(metric) ?? []), tookAt(read, row)]);
  }
  return slots.map((cells) =>
    [...cells.values()].map(({ at, by, counts, times }): CellParts<DurationParts> => {
      const parts = layout.metrics.map(
        ({ id }) => [id, { ...(counts.get(id) ?? noCounts), times: times.get(id) ?? [] }] as const,
      );
      return { at, by, environments: [null, null], parts: new Map(parts) };
    }),
  );
}
