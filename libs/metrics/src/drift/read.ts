import type { Day, DayRange, Result } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { PatternRow } from '../item-patterns/read.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { DriftParts, LabelWeight } from './parts.ts';
import { bucketStart } from '@assay/contract';
import { leftOutOf, readPatterns } from '../item-patterns/read.ts';
import { periodsOf, referenceOf } from './reference.ts';

type Slice = PatternRow['by'];

/** What was answered to items on one day or in one week. */
interface Count {
  readonly day: Day;
  readonly labels: readonly LabelWeight[];
  readonly answers: number;
  readonly leftOut: DriftParts['leftOut'];
}

/** The labels that most answers gave. */
function mostGiven(labels: readonly string[]): readonly string[] {
  const votes = new Map<string, number>();
  for (const label of labels) votes.set(label, (votes.get(label) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return [...votes].filter(([, count]) => count === most).map(([label]) => label);
}

/** By the labels of a pattern, which all rows of it share. */
const mostGivenOf = new WeakMap<readonly string[], readonly string[]>();

function rememberedMost(labels: readonly string[]): readonly string[] {
  const most = mostGivenOf.get(labels) ?? mostGiven(labels);
  mostGivenOf.set(labels, most);
  return most;
}

type Sum = { -readonly [Key in keyof LabelWeight]: LabelWeight[Key] };

/** The label of most answers of each item; of labels that tie each has its share of the item. Each label of a scale and mix once. */
function weightsOf(rows: readonly PatternRow[], week: Day): readonly LabelWeight[] {
  const sums = new Map<PatternRow['scale'], Map<string, Sum>>();
  for (const { scale, mix, labels, items } of rows) {
    const own = sums.get(scale) ?? new Map<string, Sum>();
    sums.set(scale, own);
    const given = labels === null ? [] : rememberedMost(labels);
    for (const label of given) {
      const key = JSON.stringify([mix, label]);
      const sum = own.get(key) ?? { ...scale, week, mix, label, items: 0 };
      sum.items += items / given.length;
      own.set(key, sum);
    }
  }
  return [...sums.values()].flatMap((own) => [...own.values()]);
}

/** What is known of each day, of all patterns of it together. */
function countsOf(rows: readonly PatternRow[]): readonly Count[] {
  return [...Map.groupBy(rows, ({ at }) => at)].map(([day, own]) => {
    const week = bucketStart(day, 'week');
    return {
      day,
      labels: weightsOf(own, week),
      answers: own.reduce((sum, { answers }) => sum + answers, 0),
      leftOut: leftOutOf(own),
    };
  });
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
    ([metric, own]) => [metric, countsOf(own)] as const,
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
    const slices = Map.groupBy(rows.get(slot) ?? [], ({ by }) => by);
    return [...slices].flatMap(([by, own]) => cellsOf(own, by, layout.axes[axis] as Axis));
  });
}
