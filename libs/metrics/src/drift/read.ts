import type { Day, DayRange, Result } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PatternRow } from '../item-patterns/read.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { DriftParts, LabelWeight } from './parts.ts';
import { readPatterns } from '../item-patterns/read.ts';
import { periodsOf, referenceOf } from './reference.ts';

type Slice = PatternRow['by'];

/** What was answered to items on one day or in one week. */
interface Count {
  readonly day: Day;
  readonly labels: readonly LabelWeight[];
  readonly answers: number;
  readonly leftOut: PatternRow['leftOut'];
}

/** The labels that most answers gave. */
function mostGiven(labels: readonly string[]): readonly string[] {
  const votes = [...Map.groupBy(labels, (label) => label)].map(([label, own]) => ({ label, votes: own.length }));
  const most = Math.max(...votes.map((each) => each.votes));
  return votes.filter((each) => each.votes === most).map(({ label }) => label);
}

/** The label of most answers of each item; of labels that tie each has its share of the item. */
function countOf({ at, scale, labels, items, answers, leftOut }: PatternRow): Count {
  const given = labels === null ? [] : mostGiven(labels);
  return {
    day: at,
    labels: given.map((label) => ({ ...scale, label, items: items / given.length })),
    answers,
    leftOut,
  };
}

const during = (counts: readonly Count[], { from, to }: DayRange): readonly Count[] =>
  counts.filter(({ day }) => day >= from && day < to);
const labelsOf = (counts: readonly Count[]): readonly LabelWeight[] => counts.flatMap(({ labels }) => labels);

function partsOf(metric: MetricDefinition, counts: readonly Count[], days: DayRange): DriftParts | null {
  const current = during(counts, days);
  if (current.length === 0) return null;
  const sum = (answersOf: (count: Count) => number): number =>
    current.reduce((total, count) => total + answersOf(count), 0);
  return {
    current: labelsOf(current),
    reference: labelsOf(during(counts, referenceOf(days))),
    answers: sum(({ answers }) => answers),
    leftOut: Object.fromEntries(metric.leftOut.map(({ code }) => [code, sum(({ leftOut }) => leftOut[code] ?? 0)])),
  };
}

/** The periods of one slice, put together of its days. */
function cellsOf(rows: readonly PatternRow[], by: Slice, axis: Axis): readonly CellParts<DriftParts>[] {
  const metrics = [...Map.groupBy(rows, ({ metric }) => metric)].map(
    ([metric, own]) => [metric, own.map(countOf)] as const,
  );
  return periodsOf(axis).flatMap(({ at, days }): readonly CellParts<DriftParts>[] => {
    const parts = metrics.flatMap(([metric, counts]) => {
      const found = partsOf(metric, counts, days);
      return found ? [[metric.id, found] as const] : [];
    });
    return parts.length === 0 ? [] : [{ at, by, environments: [null, null], parts: new Map(parts) }];
  });
}

/** Sorts the rows of a drift statement to slots and slices, and adds them to periods with their references. */
export function readDrift(result: Result, layout: Layout): SlotCells<DriftParts> {
  const rows = Map.groupBy(readPatterns(result, layout), ({ slot }) => slot);
  return layout.slots.map(({ axis }, slot) => {
    const slices = Map.groupBy(rows.get(slot) ?? [], ({ by }) => JSON.stringify(by));
    return [...slices.values()].flatMap((own) => (own[0] ? cellsOf(own, own[0].by, layout.axes[axis] as Axis) : []));
  });
}
