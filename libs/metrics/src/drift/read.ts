import type { Day, DayRange, Result } from '@assay/contract';
import type { CellParts, Reader, SlotCells } from '../evaluate/cell.ts';
import type { MetricDefinition } from '../definition.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { DriftParts, LabelWeight } from './parts.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { splitColumn } from '../plan/slot-rows.ts';
import { periodsOf, referenceOf } from './reference.ts';

type Slice = Readonly<Record<string, string | null>>;

/** One row of the answer: items of a label, or answers by reason. */
interface Count {
  readonly day: Day;
  readonly metric: number;
  readonly weight: LabelWeight | null;
  readonly reason: number;
  readonly amount: number;
}

const textOf = (read: Reader, column: string, row: number): string | null => read(column, row) as string | null;

function countAt(read: Reader, row: number): Count {
  const label = textOf(read, 'label', row);
  const items = amount(read('amount', row));
  const text = (column: string): string | null => textOf(read, column, row);
  const scale = { task: text('task_id'), question: text('question_code'), group: text('compat_group') };
  return {
    day: read('bucket', row) as Day,
    metric: amount(read('metric', row)),
    weight: label === null ? null : { ...scale, level: text('label_level'), label, items },
    reason: amount(read('reason', row)),
    amount: items,
  };
}

const during = (counts: readonly Count[], { from, to }: DayRange): readonly Count[] =>
  counts.filter(({ day }) => day >= from && day < to);
const labelsOf = (counts: readonly Count[]): readonly LabelWeight[] => counts.flatMap(({ weight }) => weight ?? []);

function partsOf(metric: MetricDefinition, counts: readonly Count[], days: DayRange): DriftParts | null {
  const current = during(counts, days);
  if (current.length === 0) return null;
  const answers = (wanted: number): number =>
    current.reduce((sum, each) => (each.weight === null && each.reason === wanted ? sum + each.amount : sum), 0);
  return {
    current: labelsOf(current),
    reference: labelsOf(during(counts, referenceOf(days))),
    answers: answers(0),
    leftOut: Object.fromEntries(metric.leftOut.map(({ code }, index) => [code, answers(index + 1)])),
  };
}

/** The periods of one slice, put together of its days. */
function cellsOf(by: Slice, counts: readonly Count[], { metrics, axis }: Pick<Layout, 'metrics'> & { axis: Axis }) {
  const own = metrics.map((_, index) => counts.filter(({ metric }) => metric === index));
  return periodsOf(axis).flatMap(({ at, days }): readonly CellParts<DriftParts>[] => {
    const parts = metrics.flatMap((metric, index) => {
      const found = partsOf(metric, own[index] ?? [], days);
      return found ? [[metric.id, found] as const] : [];
    });
    return parts.length === 0 ? [] : [{ at, by, environments: [null, null], parts: new Map(parts) }];
  });
}

/** Sorts the rows of a drift statement to slots and slices, and adds them to periods with their references. */
export function readDrift(result: Result, { slots, axes, metrics }: Layout): SlotCells<DriftParts> {
  const read = readerOf(result);
  const slices = slots.map(() => new Map<string, { readonly by: Slice; readonly counts: Count[] }>());
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    const by = Object.fromEntries((slots[slot]?.splits ?? []).map((id) => [id, textOf(read, splitColumn(id), row)]));
    const key = JSON.stringify(by);
    const slice = slices[slot]?.get(key) ?? { by, counts: [] };
    slices[slot]?.set(key, slice);
    slice.counts.push(countAt(read, row));
  }
  return slots.map(({ axis }, index) =>
    [...(slices[index]?.values() ?? [])].flatMap(({ by, counts }) =>
      cellsOf(by, counts, { metrics, axis: axes[axis] as Axis }),
    ),
  );
}
