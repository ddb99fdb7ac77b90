import type { Bucket, Comparison } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { DimensionId } from '../dimensions.ts';
import type { PairParts } from '../pairs/parts.ts';
import type { Known } from '../plan/known.ts';
import type { Question } from '../plan/question.ts';
import type { Layout } from '../plan/slot.ts';
import type { SlotCells } from './cell.ts';
import type { Evaluated, Place } from './number.ts';
import type { QuestionCells, Slice } from './question-cells.ts';
import type { TargetLookup } from './target.ts';
import { daysBetween } from '@assay/contract';
import { factOf } from '../facts.ts';
import { elapsedTo } from '../plan/statement-scope.ts';
import { shapeOf } from '../shapes.ts';
import { withLabels } from './as-graded.ts';
import { bucketsFor } from './buckets.ts';
import { ofPeople } from './few-people.ts';
import { pooled } from './other.ts';
import { cellsOf, checkPooling } from './question-cells.ts';

export interface Evaluation {
  readonly known: Known;
  readonly targets: TargetLookup;
}

function pinnedBy(question: Question): Slice {
  return Object.fromEntries(
    question.where
      .filter(({ values }) => values.length === 1)
      .map(({ dimension, values }) => [dimension, values[0] ?? null]),
  );
}

/** One side of a comparison: a question with its periods and its cells. */
export interface Side {
  readonly question: Question;
  readonly buckets: readonly Bucket[];
  /** The same with what is provisional of one metric alone. */
  readonly bucketsOf: (metric: MetricDefinition) => readonly Bucket[];
  readonly cells: QuestionCells;
  /** How many people stand behind a number; null where that is no secret. */
  readonly people: QuestionCells | null;
  /** What it says of cases beside the other side; null where nothing is compared case by case. */
  readonly pairs: QuestionCells | null;
}

export interface Source {
  readonly layout: Layout;
  readonly cells: SlotCells<unknown>;
  /** How many people did the work of a cell; absent where the viewer may know what single ones did. */
  readonly people?: SlotCells<number> | null;
  /** Cases of both sides, with the layout that they were read by; absent where nothing is compared so. */
  readonly pairs?: { readonly layout: Layout; readonly cells: SlotCells<PairParts> } | null;
}

export const sideOf = (
  question: Question,
  { layout, cells, people = null, pairs = null }: Source,
  known: Known,
): Side => ({
  question,
  buckets: bucketsFor(question, known),
  bucketsOf: (metric) => bucketsFor({ ...question, metrics: [metric] }, known),
  cells: cellsOf(question, layout, cells),
  people: people && cellsOf(question, layout, people),
  pairs: pairs?.layout.slotOf.has(question) === true ? cellsOf(question, pairs.layout, pairs.cells) : null,
});

/** A slice in the dimensions that a side is split by. */
export function sliceOn({ question }: Side, slice: Slice): Slice {
  return Object.fromEntries(Object.entries(slice).filter(([id]) => question.by.includes(id)));
}

/** Environments side by side are fine only where that is the comparison asked for. */
export function checkGuards(current: Side, baseline: Side | null, compare: Comparison | null): void {
  const guard = guardOf(current.question);
  if (guard === null) return;
  const isAsked = compare?.kind === 'value' && compare.dimension === guard;
  for (const slice of current.cells.slices) {
    const own = current.cells.of(slice);
    const other = baseline?.cells.of(sliceOn(baseline, slice)) ?? [];
    for (const cells of isAsked ? [own, other] : [[...own, ...other]]) checkPooling(cells, guard);
  }
}

/** What is never pooled in the rows of a question, which all are of one fact. */
function guardOf({ metrics }: Question): DimensionId | null {
  const [first] = metrics;
  return first ? factOf(first.fact).guard : null;
}

/** Days of a period that were asked for, are over, and that the data reaches. */
function daysKnown(bucket: Bucket, { range }: Question, known: Known): number {
  const from = [bucket.from, range.from, known.span?.first ?? range.from].reduce((a, b) => (a > b ? a : b));
  const to = [bucket.to, range.to, elapsedTo(known)].reduce((a, b) => (a < b ? a : b));
  return Math.max(0, daysBetween(from, to));
}

/** The number of one metric, slice and period on one side; a slice the side is not split by is left aside. */
export function numberOn(
  side: Side,
  at: { readonly metric: MetricDefinition; readonly slice: Slice; readonly index: number },
  { known, targets }: Evaluation,
): Evaluated | null {
  const { question, bucketsOf, cells } = side;
  const bucket = bucketsOf(at.metric)[at.index];
  if (!bucket) return null;
  const by = sliceOn(side, at.slice);
  const shape = shapeOf(at.metric);
  const cell = cells.find(by, bucket.from) ?? cells.find(shape.wholeOf?.(by) ?? by, bucket.from);
  // Environments are never pooled, so that a number's own says which target is meant even where nobody asked for it.
  const guard = guardOf(question);
  const environment = (cell && cell.environments[0]) ?? null;
  const place: Place = {
    bucket,
    isWholeRange: question.grain === 'none',
    days: daysKnown(bucket, question, known),
    by,
    pinned: { ...(cell && guard !== null ? { [guard]: environment } : {}), ...pinnedBy(question) },
  };
  const evaluated = shape.estimate(at.metric, cell?.parts.get(at.metric.id) ?? shape.none, {
    place,
    targets,
    money: question.money,
    reading: question.reading,
    beside: question.basis === 'corrected' ? known.beside : null,
  });
  const said = withLabels(at.metric, { labels: question.labels, environment, days: bucket }, evaluated);
  const told = pooled(at.metric, by, said);
  if (side.people === null) return told;
  const people = side.people.find(by, bucket.from)?.parts.get(at.metric.id);
  return ofPeople(told, typeof people === 'number' ? people : 0);
}

/** A slice that holds rows of other metrics only is none of this one's; the whole is, even when it is empty. */
export function hasRows({ question, buckets, cells }: Side, metric: MetricDefinition, slice: Slice): boolean {
  if (question.by.length === 0) return true;
  return buckets.some(({ from }) => {
    const parts = cells.find(slice, from)?.parts.get(metric.id);
    return parts !== undefined && shapeOf(metric).holdsRows(parts);
  });
}

/** A slot may serve other questions, and hold slices that this one has nothing to say of. */
export function answeredSlices({ cells, question }: Side, metric: MetricDefinition): (slice: Slice) => boolean {
  const all = cells.slices.flatMap((slice) => cells.of(slice));
  return shapeOf(metric).answered?.(metric, all, question.by) ?? (() => true);
}
