import type { Day, Result } from '@assay/contract';
import type { CellParts, Reader, SlotCells } from '../evaluate/cell.ts';
import type { Slice } from '../evaluate/question-cells.ts';
import type { MetricDefinition } from '../definition.ts';
import type { Layout } from '../plan/slot.ts';
import type { Measure } from './statement.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { holdsCounts } from '../shape.ts';
import { isCounted, namesAll } from './exposure.ts';
import { measuresOf } from './statement.ts';

/** Rows that count, by kind, and rows that do not, by reason. */
export interface PlainCounts {
  readonly rows: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly noted: Readonly<Record<string, number>>;
}

export interface EventParts extends PlainCounts {
  /** 0 where nobody counted what the events could have happened in, or where that is time. */
  readonly exposure: number;
}

export const noCounts: PlainCounts = { rows: 0, counts: {}, leftOut: {}, noted: {} };

export function countsOf({ names }: Measure, read: Reader, row: number): PlainCounts {
  const count = (column: string): number => amount(read(column, row));
  const byCode = (list: typeof names.noted): Record<string, number> =>
    Object.fromEntries(list.map(({ code, column }) => [code, count(column)]));
  return {
    rows: count(names.rows),
    counts: Object.fromEntries(names.counts.map(({ id, x }) => [id, count(x)])),
    leftOut: byCode(names.leftOut),
    noted: byCode(names.noted),
  };
}

/** Counts of every slot, of an answer that has a row for each bucket and slice. */
export function readCounts(result: Result, layout: Layout, measures: readonly Measure[]): SlotCells<PlainCounts> {
  const read = readerOf(result);
  const slots: CellParts<PlainCounts>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    slots[slot]?.push({
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, layout.slots[slot]),
      environments: [null, null],
      parts: new Map(measures.map((each) => [each.metric.id, countsOf(each, read, row)])),
    });
  }
  return slots;
}

/** What a counter says of one slot, bucket and slice of the dimensions that counters know. */
interface Exposure {
  readonly counter: string;
  readonly at: Day;
  readonly by: Slice;
  readonly breakdown: string;
  readonly n: number;
}

interface SlotRows {
  readonly events: Map<
    string,
    { readonly at: Day; readonly by: Slice; readonly parts: ReadonlyMap<string, PlainCounts> }
  >;
  readonly exposures: Exposure[];
}

const cellKey = (at: Day, by: Slice): string => `${sliceKey(by)}@${at}`;
/** What counters know of a slice. */
export const onCounted = (by: Slice): Slice => Object.fromEntries(Object.entries(by).filter(([id]) => isCounted(id)));

function sortRows(result: Result, layout: Layout): readonly SlotRows[] {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const slots: readonly SlotRows[] = layout.slots.map(() => ({ events: new Map(), exposures: [] }));
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const at = read('bucket', row) as Day;
    const text = (column: string): string | null => read(column, row) as string | null;
    const by = sliceAt(read, row, layout.slots[slot]);
    const counter = text('counter_name');
    if (counter === null) {
      const parts = new Map(measures.map((each) => [each.metric.id, countsOf(each, read, row)]));
      slots[slot]?.events.set(cellKey(at, by), { at, by, parts });
    } else {
      const exposure = { counter, at, by: onCounted(by), breakdown: text('breakdown') ?? '' };
      slots[slot]?.exposures.push({ ...exposure, n: amount(read('exposure', row)) });
    }
  }
  return slots;
}

/** Where counters do not know all that is split by, a slice is one only by its incidents. */
export function answeredEvents(
  { id }: MetricDefinition,
  cells: readonly CellParts<EventParts>[],
  by: readonly string[],
): (slice: Slice) => boolean {
  if (by.every(isCounted)) return () => true;
  const seen = cells.filter(({ parts }) => holdsCounts(parts.get(id) ?? noCounts));
  const slices = new Set(seen.map((cell) => sliceKey(cell.by)));
  return (slice) => slices.has(sliceKey(slice));
}

/**
 * Every slice that was seen, in every bucket in which sessions were counted: no incident in many sessions is a rate of 0.
 * Where sources counted in several ways, each whole of its own, the fullest one that names what is asked for is taken.
 */
function cellsOfSlot(rows: SlotRows, layout: Layout, slot: number): readonly CellParts<EventParts>[] {
  const { splits = [], axis = 0 } = layout.slots[slot] ?? {};
  const filters = layout.axes[axis]?.where.map(({ dimension }) => dimension) ?? [];
  const needed = [...splits, ...filters].filter(isCounted);
  const usable = rows.exposures.filter(({ breakdown }) => namesAll(breakdown, needed));
  const byPlace = Map.groupBy(usable, ({ at, by }) => cellKey(at, by));
  // Beside the slices that were seen lie those that sessions are told by: what is said of one without any incident.
  const slices = [...[...rows.events.values()].map(({ by }) => by), ...usable.map(({ by }) => by)];
  const distinct = new Map(slices.map((by) => [sliceKey(by), by]));
  const buckets = new Set([...[...rows.events.values()].map(({ at }) => at), ...usable.map(({ at }) => at)]);
  return [...distinct.values()].flatMap((by) =>
    [...buckets].map((at): CellParts<EventParts> => {
      const counted = byPlace.get(cellKey(at, onCounted(by))) ?? [];
      const own = rows.events.get(cellKey(at, by));
      const parts = layout.metrics.map(({ id, ...metric }) => {
        const of = 'exposure' in metric ? counted.filter(({ counter }) => counter === metric.exposure.counter) : [];
        const exposure = of.reduce((most, { n }) => Math.max(most, n), 0);
        return [id, { ...(own?.parts.get(id) ?? noCounts), exposure }] as const;
      });
      return { at, by, environments: [null, null], parts: new Map(parts) };
    }),
  );
}

export function readEventRates(result: Result, layout: Layout): SlotCells<EventParts> {
  return sortRows(result, layout).map((rows, slot) => cellsOfSlot(rows, layout, slot));
}
