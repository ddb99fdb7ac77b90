import type { Day, ProportionParts, Result, ResultColumn } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { Layout } from '../plan/slot.ts';
import { readClusterSums } from '../cluster-sums/read.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { stratumNames } from './statement.ts';

/** What was drawn from a stratum. */
export interface DrawnStratum {
  /** Null for rows that do not say theirs. */
  readonly name: string | null;
  /** Rows there are of it; 0 where those do not say theirs. */
  readonly population: number;
  readonly sampled: number;
  readonly passed: number;
  /** Sum of one over the probability of each draw. */
  readonly weight: number;
}

export interface StratifiedParts extends ProportionParts {
  readonly strata: readonly DrawnStratum[];
}

/** The rows of a part of the answer. */
function partOf(result: Result, part: 'clusters' | 'strata'): Result {
  const parts = result.columns.find(({ name }) => name === 'part')?.values ?? [];
  const kept = Array.from({ length: result.rowCount }, (_, row) => row).filter((row) => parts[row] === part);
  const columns = result.columns.map(
    (column) => ({ ...column, values: kept.map((row) => column.values[row] ?? null) }) as ResultColumn,
  );
  return { ...result, columns, rowCount: kept.length };
}

const keyOf = (slot: number, at: Day, by: CellParts<unknown>['by']): string => `${slot} ${at} ${sliceKey(by)}`;

/** Whether what was drawn from is known by all that a slot is split and filtered by. */
function hasPopulation(slot: number, { slots, axes, fact }: Layout): boolean {
  const { splits = [], axis = 0 } = slots[slot] ?? {};
  const named = [...splits, ...(axes[axis]?.where.map(({ dimension }) => dimension) ?? [])];
  return !named.some((name) => fact.population?.without.some((id) => id === name));
}

/** Strata by slot, bucket and slice, then by metric. */
function readStrata(result: Result, layout: Layout): ReadonlyMap<string, ReadonlyMap<string, readonly DrawnStratum[]>> {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const rows = Array.from({ length: result.rowCount }, (_, row) => {
    const slot = amount(read('slot', row));
    const by = sliceAt(read, row, layout.slots[slot]);
    const isKnown = hasPopulation(slot, layout);
    const strata = measures.map((each) => {
      const { sampled, passed, weight } = stratumNames(each);
      const number = (name: string): number => amount(read(name, row));
      const name = read('sampling_stratum', row) as string | null;
      const counts = { sampled: number(sampled), passed: number(passed), weight: number(weight) };
      return [each.metric.id, { name, population: isKnown ? number('is_drawn_from') : 0, ...counts }] as const;
    });
    return { key: keyOf(slot, read('bucket', row) as Day, by), strata };
  });
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => {
      const all = own.flatMap(({ strata }) => strata);
      const byMetric = [...Map.groupBy(all, ([id]) => id)].map(
        ([id, list]) => [id, list.map(([, stratum]) => stratum)] as const,
      );
      return [key, new Map(byMetric)];
    }),
  );
}

/** Sums over clusters with the strata of their cell; items that nobody looked at make no cell of their own. */
export function readStratified(result: Result, layout: Layout): SlotCells<StratifiedParts> {
  const strata = readStrata(partOf(result, 'strata'), layout);
  return readClusterSums(partOf(result, 'clusters'), layout).map((cells, slot) =>
    cells.map((cell) => {
      const own = strata.get(keyOf(slot, cell.at, cell.by));
      const parts = [...cell.parts].map(([id, sums]) => [id, { ...sums, strata: own?.get(id) ?? [] }] as const);
      return { ...cell, parts: new Map(parts) };
    }),
  );
}
