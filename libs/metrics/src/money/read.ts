import type { Day, Result } from '@assay/contract';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PlainCounts } from '../event-rate/read.ts';
import type { Layout } from '../plan/slot.ts';
import type { CostReach } from './cost-reach.ts';
import type { Decimal } from './decimal.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceKey } from '../evaluate/question-cells.ts';
import { countsOf, noCounts } from '../event-rate/read.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { sliceAt } from '../plan/slice-at.ts';
import { withReach } from './cost-reach.ts';
import { decimal } from './decimal.ts';
import { sumColumn } from './statement.ts';

/** Amounts times days that are converted and divided alike. */
export interface MoneyGroup {
  readonly currency: string | null;
  /** Null where there is no exchange rate. */
  readonly rate: Decimal | null;
  /** What the sums are multiplied by: a share of what may be owed, over the days of service. */
  readonly up: Decimal;
  readonly down: Decimal;
  /** By kind of rows. */
  readonly sums: Readonly<Record<string, Decimal>>;
}

export interface MoneyParts extends PlainCounts {
  readonly groups: readonly MoneyGroup[];
  /** Null where that was not asked. */
  readonly reach: CostReach | null;
}

export const noMoney: MoneyParts = { ...noCounts, groups: [], reach: null };

const addCounts = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((id) => [id, (a[id] ?? 0) + (b[id] ?? 0)]),
  );

/** Groups of one cell, and of cells, add. */
export function addMoney(a: MoneyParts, b: MoneyParts): MoneyParts {
  return {
    rows: a.rows + b.rows,
    counts: addCounts(a.counts, b.counts),
    leftOut: addCounts(a.leftOut, b.leftOut),
    noted: addCounts(a.noted, b.noted),
    groups: [...a.groups, ...b.groups],
    reach: a.reach,
  };
}

export function readMoney(result: Result, layout: Layout): SlotCells<MoneyParts> {
  const read = readerOf(result);
  const measures = measuresOf(layout);
  const slots = layout.slots.map(() => new Map<string, CellParts<MoneyParts>>());
  const exact = (column: string, row: number): Decimal => decimal(String(read(column, row) ?? 0));
  let knownTo: Day | null = null;
  for (let row = 0; row < result.rowCount; row += 1) {
    if (read('slot', row) === null) {
      knownTo = read('known_to', row) as Day | null;
      continue;
    }
    const slot = amount(read('slot', row));
    const at = read('bucket', row) as Day;
    const text = (column: string): string | null => read(column, row) as string | null;
    const by = sliceAt(read, row, layout.slots[slot]);
    const key = `${sliceKey(by)}@${at}`;
    const before = slots[slot]?.get(key)?.parts;
    const parts = measures.map((each) => {
      const group: MoneyGroup = {
        currency: text('currency'),
        rate: read('fx_rate', row) === null ? null : exact('fx_rate', row),
        up: exact('up', row),
        down: exact('down', row).times(exact('days_of', row)),
        sums: Object.fromEntries(each.names.counts.map(({ id, x }) => [id, exact(sumColumn(x), row)])),
      };
      const own: MoneyParts = { ...countsOf(each, read, row), groups: [group], reach: null };
      const other = before?.get(each.metric.id);
      return [each.metric.id, other ? addMoney(other, own) : own] as const;
    });
    slots[slot]?.set(key, { at, by, environments: [null, null], parts: new Map(parts) });
  }
  const cells = slots.map((own) => [...own.values()]);
  return withReach(cells, layout, { knownTo, none: noMoney });
}
