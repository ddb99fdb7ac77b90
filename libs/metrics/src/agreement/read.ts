import type { Day, Result } from '@assay/contract';
import type { CellParts, Reader, SlotCells } from '../evaluate/cell.ts';
import type { Layout } from '../plan/slot.ts';
import type { AgreementParts, AgreementPattern } from './parts.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { splitColumn } from '../plan/slot-rows.ts';
import { labelsOf } from './pattern.ts';

interface Scale {
  readonly level: string | null;
  readonly patterns: AgreementPattern[];
}

/** A cell while its rows are read. */
interface Gathered {
  readonly at: Day;
  readonly by: Readonly<Record<string, string | null>>;
  readonly metrics: Map<string, { readonly scales: Map<string, Scale>; readonly leftOut: Record<string, number> }>;
}

const textOf = (read: Reader, column: string, row: number): string | null => read(column, row) as string | null;

/** Adds one row of the answer to its cell: items of a pattern, or answers left out for a reason. */
function addRow(
  cell: Gathered,
  { metrics }: Layout,
  { read, row }: { readonly read: Reader; readonly row: number },
): void {
  const metric = metrics[amount(read('metric', row))];
  if (!metric) return;
  const parts = cell.metrics.get(metric.id) ?? { scales: new Map<string, Scale>(), leftOut: {} };
  cell.metrics.set(metric.id, parts);
  const count = amount(read('amount', row));
  const pattern = textOf(read, 'pattern', row);
  if (pattern === null) {
    const reason = metric.leftOut[amount(read('reason', row)) - 1];
    if (reason) parts.leftOut[reason.code] = count;
    return;
  }
  const level = textOf(read, 'label_level', row);
  const key = JSON.stringify([level, textOf(read, 'question_code', row), textOf(read, 'compat_group', row)]);
  const scale = parts.scales.get(key) ?? { level, patterns: [] };
  parts.scales.set(key, scale);
  scale.patterns.push({ labels: labelsOf(pattern), items: count });
}

const toCell = ({ at, by, metrics }: Gathered): CellParts<AgreementParts> => ({
  at,
  by,
  environments: [null, null],
  parts: new Map(
    [...metrics].map(([id, { scales, leftOut }]) => [
      id,
      // Resampling follows this order, which an engine need not keep.
      { scales: [...scales.values()].map(({ level, patterns }) => ({ level, patterns: sorted(patterns) })), leftOut },
    ]),
  ),
});

const sorted = (patterns: readonly AgreementPattern[]): readonly AgreementPattern[] =>
  patterns
    .map((pattern) => ({ pattern, key: JSON.stringify(pattern.labels) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ pattern }) => pattern);

/** Sorts the rows of an agreement statement to the cells they belong to. */
export function readAgreement(result: Result, layout: Layout): SlotCells<AgreementParts> {
  const read = readerOf(result);
  const slots = layout.slots.map(() => new Map<string, Gathered>());
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const at = read('bucket', row) as Day;
    const by = Object.fromEntries(
      (layout.slots[slot]?.splits ?? []).map((id) => [id, textOf(read, splitColumn(id), row)]),
    );
    const key = JSON.stringify([at, by]);
    const cell = slots[slot]?.get(key) ?? { at, by, metrics: new Map() };
    slots[slot]?.set(key, cell);
    addRow(cell, layout, { read, row });
  }
  return slots.map((cells) => [...cells.values()].map(toCell));
}
