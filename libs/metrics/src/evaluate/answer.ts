import type { Bucket, DayRange, Estimate } from '@assay/contract';
import type { RateDefinition } from '../definition.ts';
import type { Known } from '../plan/known.ts';
import type { DaySpan } from '../time/range.ts';
import type { Question, Resolved } from '../plan/question.ts';
import type { Layout } from '../plan/slot.ts';
import type { RawChange } from './change.ts';
import type { Evaluated, Place } from './estimate.ts';
import type { QuestionCells, Slice } from './question-cells.ts';
import type { CellParts } from './read.ts';
import type { TargetLookup } from './target.ts';
import { addDays, bucketEnd, bucketsOf } from '@assay/contract';
import { dimensionOf } from '../plan/filter.ts';
import { guardDimension } from '../plan/slot.ts';
import { adjustTogether, changeOf } from './change.ts';
import { estimateOf, noParts } from './estimate.ts';
import { cellsOf, checkPooling, sliceKey } from './question-cells.ts';

export interface Evaluation {
  readonly known: Known;
  readonly targets: TargetLookup;
}

/** Whether days of a bucket are missing: they are still to come, or lie outside the range asked for. */
function isPartial(bucket: DayRange, asked: DayRange, span: DaySpan): boolean {
  if (!span) return false;
  const isCut = bucket.to > asked.to || (bucket.from < asked.from && span.first < asked.from);
  return isCut || bucket.to > addDays(span.last, 1);
}

/** The periods of a question; of several metrics the slowest to mature decides what is provisional. */
export function bucketsFor(question: Question, known: Known): readonly Bucket[] {
  const slowest = question.metrics.reduce((a, b) => (a.maturityDays >= b.maturityDays ? a : b));
  const { grain, range } = question;
  const periods =
    grain === 'none' ? [range] : bucketsOf(range, grain).map((from) => ({ from, to: bucketEnd(from, grain) }));
  return periods.map((period) => ({
    ...period,
    partial: isPartial(period, range, known.span),
    provisional: addDays(period.to, slowest.maturityDays) > known.today,
  }));
}

function pinnedBy(question: Question): Slice {
  return Object.fromEntries(
    question.where
      .filter(({ values }) => values.length === 1)
      .map(({ dimension, values }) => [dimension, values[0] ?? null]),
  );
}

/** A number with the change that awaits its adjustment; null where nothing is compared. */
export interface RawNumber {
  readonly evaluated: Evaluated;
  readonly raw: RawChange | null;
}

/** One side of a comparison: a question with its periods and its cells. */
interface Side {
  readonly question: Question;
  readonly buckets: readonly Bucket[];
  readonly cells: QuestionCells;
}

interface Source {
  readonly layout: Layout;
  readonly cells: readonly (readonly CellParts[])[];
}

const sideOf = (question: Question, { layout, cells }: Source, known: Known): Side => ({
  question,
  buckets: bucketsFor(question, known),
  cells: cellsOf(question, layout, cells),
});

/** A slice in the dimensions that a side is split by. */
function sliceOn({ question }: Side, slice: Slice): Slice {
  return Object.fromEntries(Object.entries(slice).filter(([id]) => question.by.includes(id)));
}

/** Environments side by side are fine only where that is the comparison asked for. */
function checkEnvironments(current: Side, baseline: Side | null, { compare }: Resolved['request']): void {
  const isAsked = compare?.kind === 'value' && compare.dimension === guardDimension;
  for (const slice of current.cells.slices) {
    const own = current.cells.of(slice);
    const other = baseline?.cells.of(sliceOn(baseline, slice)) ?? [];
    for (const cells of isAsked ? [own, other] : [[...own, ...other]]) checkPooling(cells);
  }
}

/** The number of one metric, slice and period on one side; a slice the side is not split by is left aside. */
function numberOn(
  side: Side,
  at: { readonly metric: RateDefinition; readonly slice: Slice; readonly index: number },
  targets: TargetLookup,
): Evaluated | null {
  const { question, buckets, cells } = side;
  const bucket = buckets[at.index];
  if (!bucket) return null;
  const by = sliceOn(side, at.slice);
  const cell = cells.find(by, bucket.from);
  // Environments are never pooled, so that a number's own says which target is meant even where nobody asked for it.
  const environment = cell ? { [guardDimension]: cell.environments[0] } : {};
  const place: Place = {
    bucket,
    isWholeRange: question.grain === 'none',
    by,
    pinned: { ...environment, ...pinnedBy(question) },
  };
  const parts = cell?.parts.get(at.metric.id) ?? noParts;
  return estimateOf(at.metric, parts, { place, targets });
}

/** A slice that holds rows of other metrics only is none of this one's; the whole is, even when it is empty. */
function hasRows({ question, buckets, cells }: Side, metric: RateDefinition, slice: Slice): boolean {
  if (question.by.length === 0) return true;
  return buckets.some(({ from }) => {
    const parts = cells.find(slice, from)?.parts.get(metric.id) ?? noParts;
    return parts.rows > 0 || Object.values(parts.leftOut).some((count) => count > 0);
  });
}

/** Whether a slice is the very one that all slices are compared with. */
function isItself(slice: Slice, baseline: Question, current: Question): boolean {
  const dropped = current.by.filter((id) => !baseline.by.includes(id));
  return dropped.some((id) =>
    baseline.where.some(({ dimension, values }) => dimension === id && values.includes(slice[id] ?? null)),
  );
}

/** A period that is not whole, on either side, has no fair counterpart, and nothing is its own. */
function isFair(at: { readonly slice: Slice; readonly index: number }, current: Side, baseline: Side): boolean {
  const isWhole = [current, baseline].every(({ buckets }) => !buckets[at.index]?.partial);
  return isWhole && !isItself(at.slice, baseline.question, current.question);
}

/** What was erased since cannot be told from what was never there: nothing says whose or when it was. */
function withErased({ estimate, effectiveN }: Evaluated, { erased }: Known): Evaluated {
  if (erased === 0) return { estimate, effectiveN };
  return { estimate: { ...estimate, caveats: [...estimate.caveats, { code: 'erased', count: erased }] }, effectiveN };
}

/** Reads one resolved request out of the cells of its statement. */
export function evaluateRequest(
  resolved: Resolved,
  source: Source,
  { known, targets }: Evaluation,
): { readonly buckets: readonly Bucket[]; readonly numbers: readonly RawNumber[] } {
  const current = sideOf(resolved.current, source, known);
  const baseline = resolved.baseline && sideOf(resolved.baseline, source, known);
  checkEnvironments(current, baseline, resolved.request);
  const numbers: RawNumber[] = [];
  for (const metric of current.question.metrics) {
    for (const slice of orderSlices(current.cells.slices, current.question, known)) {
      if (!hasRows(current, metric, slice)) continue;
      current.buckets.forEach((_, index) => {
        const at = { metric, slice, index };
        const evaluated = withErased(numberOn(current, at, targets) as Evaluated, known);
        const compared = baseline && isFair(at, current, baseline) ? numberOn(baseline, at, targets) : null;
        numbers.push({ evaluated, raw: compared && changeOf(metric, { current: evaluated, compared }) });
      });
    }
  }
  return { buckets: current.buckets, numbers };
}

/** Slices in the order of their members: most rows first, as the reader meets them in menus. */
function orderSlices(slices: QuestionCells['slices'], question: Question, known: Known): QuestionCells['slices'] {
  const rank = (by: Slice, id: string): number => {
    const at = (known.members.get(dimensionOf(id).id) ?? []).findIndex((member) => member.value === (by[id] ?? null));
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  return [...slices].sort((a, b) => {
    for (const id of question.by) {
      const order = rank(a, id) - rank(b, id);
      if (order !== 0) return order;
    }
    return sliceKey(a) < sliceKey(b) ? -1 : 1;
  });
}

/** Gives every number its change, adjusted for all changes asked for together. */
export function withChanges(requests: readonly (readonly RawNumber[])[]): readonly (readonly Estimate[])[] {
  const raws = requests.flatMap((numbers) => numbers.flatMap(({ raw }) => (raw ? [raw] : [])));
  const adjusted = adjustTogether(raws);
  let next = 0;
  return requests.map((numbers) =>
    numbers.map(({ evaluated, raw }) =>
      raw ? { ...evaluated.estimate, change: adjusted[next++] ?? raw.change } : evaluated.estimate,
    ),
  );
}
