import type { Caveat, Day } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import { addDays } from '@assay/contract';
import { sliceKey } from '../evaluate/question-cells.ts';
import { endsOf } from '../still-open/statement.ts';

/** How far cost is known, beside the days of a number; both are the day after the last. */
export interface CostReach {
  readonly knownTo: Day | null;
  readonly to: Day;
}

interface Reached {
  readonly reach: CostReach | null;
}

/** Whether the cost of all days of a number is known. */
export const isCostWhole = (reach: CostReach | null): boolean =>
  reach === null || (reach.knownTo !== null && reach.knownTo >= reach.to);

/** What a reader must know of a number whose days reach further than cost is known: nothing after it is 0. */
export function reachCaveats(reach: CostReach | null, rows: number): readonly Caveat[] {
  if (reach === null || isCostWhole(reach)) return [];
  if (reach.knownTo === null) return [{ code: 'no_cost_known', count: null }];
  const code = rows > 0 ? 'cost_known_in_part' : 'cost_known_through';
  return [{ code, count: null, day: addDays(reach.knownTo, -1) }];
}

/**
 * Tells every cell how far cost is known, and gives every bucket a cell of no slice that says the same where there is
 * nothing else: a number without rows is 0 where cost is known, and not known where it is not.
 */
export function withReach<Parts extends Reached>(
  cells: SlotCells<Parts>,
  layout: Layout,
  { knownTo, none }: { readonly knownTo: Day | null; readonly none: Parts },
): SlotCells<Parts> {
  return layout.slots.map((slot, index) => {
    const ends = endsOf(layout.axes[slot.axis] as Axis);
    const reached = (parts: Parts, at: Day): Parts => ({ ...parts, reach: { knownTo, to: ends.get(at)?.to ?? at } });
    const own = (cells[index] ?? []).map((cell): CellParts<Parts> => ({
      ...cell,
      parts: new Map([...cell.parts].map(([id, parts]) => [id, reached(parts, cell.at)])),
    }));
    const seen = new Set(own.flatMap(({ at, by }) => (sliceKey(by) === sliceKey({}) ? [at] : [])));
    const empty = [...ends.keys()]
      .filter((at) => !seen.has(at))
      .map((at): CellParts<Parts> => ({
        at,
        by: {},
        environments: [null, null],
        parts: new Map(layout.metrics.map(({ id }) => [id, reached(none, at)])),
      }));
    return [...own, ...empty];
  });
}
