import type { Day, Result } from '@assay/contract';
import type { Reader, SlotCells } from '../evaluate/cell.ts';
import type { Moments } from '../evaluate/ratio-interval.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { CostReach } from '../money/cost-reach.ts';
import type { Decimal } from '../money/decimal.ts';
import type { MoneyGroup } from '../money/read.ts';
import type { Layout } from '../plan/slot.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { withReach } from '../money/cost-reach.ts';
import { decimal } from '../money/decimal.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { costColumn, momentColumn } from './statement.ts';

export interface UnitCostParts extends PlainCounts {
  readonly moments: Moments;
  /** What the batches cost, under the id `cost`. */
  readonly groups: readonly MoneyGroup[];
  /** Null where that was not asked. */
  readonly reach: CostReach | null;
}

export const noUnitCost: UnitCostParts = {
  ...noCounts,
  moments: { k: 0, x: 0, y: 0, x2: 0, y2: 0, xy: 0 },
  groups: [],
  reach: null,
};

type Value = ReturnType<Reader>;

interface Cell {
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  readonly environments: readonly [null, null];
  readonly parts: Map<string, UnitCostParts>;
}

/** Sums of a row of batches take the place of none; a row of costs is one more group. */
function withRow(before: UnitCostParts, { names }: Measure, read: (column: string) => Value): UnitCostParts {
  const exact = (column: string): Decimal => decimal(String(read(column) ?? 0));
  if (read('part') === 'batches') {
    const sum = (name: string): number => Number(read(momentColumn(names, name)) ?? 0);
    const moments = { k: sum('k'), x: sum('x'), y: sum('y'), x2: sum('x2'), y2: sum('y2'), xy: sum('xy') };
    return { ...before, moments };
  }
  const group: MoneyGroup = {
    currency: read('currency') as string | null,
    rate: read('fx_rate') === null ? null : exact('fx_rate'),
    up: decimal(1),
    down: exact('down'),
    sums: { cost: exact(costColumn(names)) },
  };
  return { ...before, groups: [...before.groups, group] };
}

export function readUnitCosts(result: Result, layout: Layout): SlotCells<UnitCostParts> {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const slots = layout.slots.map(() => new Map<string, Cell>());
  let knownTo: Day | null = null;
  for (let row = 0; row < result.rowCount; row += 1) {
    const value = (column: string): Value => read(column, row);
    if (value('part') === 'reach') {
      knownTo = value('known_to') as Day | null;
      continue;
    }
    const slot = amount(value('slot'));
    const at = value('bucket') as Day;
    const by = sliceAt(read, row, layout.slots[slot]);
    const key = `${sliceKey(by)}@${at}`;
    const cell: Cell = slots[slot]?.get(key) ?? { at, by, environments: [null, null], parts: new Map() };
    slots[slot]?.set(key, cell);
    for (const each of measures) {
      const before = cell.parts.get(each.metric.id) ?? noUnitCost;
      const counted = value('part') === 'batches' ? { ...before, ...countsOf(each, read, row) } : before;
      cell.parts.set(each.metric.id, withRow(counted, each, value));
    }
  }
  const cells = slots.map((own) => [...own.values()]);
  return withReach(cells, layout, { knownTo, none: noUnitCost });
}
