import type { Day, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { PairPattern } from '../pairs/parts.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';

/** Cases of both sides; patterns do not add over slices, in which cases that hang together may be parted. */
export interface DeltaParts extends PlainCounts {
  readonly patterns: readonly PairPattern[];
}

export const noDelta: DeltaParts = { ...noCounts, patterns: [] };

interface Row {
  readonly slot: number;
  readonly at: Day;
  readonly by: CellParts<DeltaParts>['by'];
  /** Place of the metric that a pattern is of; null in rows that count. */
  readonly metric: number | null;
  readonly pattern: PairPattern;
  readonly counts: ReadonlyMap<string, PlainCounts>;
}

function rowsOf(result: Result, layout: Layout): readonly Row[] {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  return Array.from({ length: result.rowCount }, (_, row): Row => {
    const number = (column: string): number => amount(read(column, row));
    const slot = number('slot');
    return {
      slot,
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, layout.slots[slot]),
      metric: read('metric', row) === null ? null : number('metric'),
      pattern: {
        groups: number('groups'),
        cases: number('cases'),
        isRepeated: number('is_repeated') > 0,
        means: [{ current: number('current_mean'), compared: number('compared_mean') }],
      },
      counts: new Map(measures.map((each) => [each.metric.id, countsOf(each, read, row)])),
    };
  });
}

function cellOf(rows: readonly Row[], { metrics }: Layout): CellParts<DeltaParts>[] {
  const counting = rows.find(({ metric }) => metric === null);
  if (!counting) return [];
  const { at, by, counts } = counting;
  const parts = metrics.map(({ id }, index) => {
    const patterns = rows.flatMap(({ metric, pattern }) => (metric === index ? [pattern] : []));
    return [id, { ...(counts.get(id) ?? noCounts), patterns }] as const;
  });
  return [{ at, by, environments: [null, null], parts: new Map(parts) }];
}

/** The answer of `iterationPairs`. */
export function readIterations(result: Result, layout: Layout): SlotCells<DeltaParts> {
  const rows = rowsOf(result, layout);
  return layout.slots.map((_, slot) => {
    const own = rows.filter((row) => row.slot === slot);
    const cells = Map.groupBy(own, ({ at, by }) => `${sliceKey(by)}@${at}`);
    return [...cells.values()].flatMap((each) => cellOf(each, layout));
  });
}
