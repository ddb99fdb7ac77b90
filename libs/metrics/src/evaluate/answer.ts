import type { Bucket, Comparison, Estimate } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Known } from '../plan/known.ts';
import type { ResolvedPart } from '../plan/plan.ts';
import type { Question, Resolved } from '../plan/question.ts';
import type { PairedSides } from '../pairs/change.ts';
import type { PairParts } from '../pairs/parts.ts';
import type { RawChange } from './change.ts';
import type { Evaluated } from './number.ts';
import type { QuestionCells, Slice } from './question-cells.ts';
import type { Evaluation, Side, Source } from './side.ts';
import { otherMember } from '@assay/contract';
import { dimensionOf } from '../dimensions.ts';
import { factOf } from '../facts.ts';
import { overlaps } from '../plan/axis.ts';
import { bucketsFor } from './buckets.ts';
import { withContributions } from './contributions.ts';
import { adjustTogether, changeOf, sharedChange } from './change.ts';
import { pairedChangeOf } from '../pairs/change.ts';
import { noPairs } from '../pairs/parts.ts';
import { shapeOf } from '../shapes.ts';
import { besideLabels } from './as-graded.ts';
import { modesTogether } from './modes-together.ts';
import { besideRest } from './rest.ts';
import { sliceKey } from './question-cells.ts';
import { answeredSlices, checkGuards, hasRows, numberOn, sideOf, sliceOn } from './side.ts';

/** A number with the change that awaits its adjustment; null where nothing is compared. */
export interface RawNumber {
  readonly evaluated: Evaluated;
  readonly raw: RawChange | null;
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

/** Rows of the facts that a question reads, which all its metrics share. */
function erasedRows({ metrics }: Question, { erased }: Known): number {
  const [first] = metrics;
  const reads = first ? factOf(first.fact).reads : [];
  return reads.reduce((sum, table) => sum + (table.startsWith('fact_') ? (erased.get(table) ?? 0) : 0), 0);
}

/** What was erased since cannot be told from what was never there: nothing says whose or when it was. */
function withErased({ estimate, evidence }: Evaluated, erased: number): Evaluated {
  if (erased === 0) return { estimate, evidence };
  return { estimate: { ...estimate, caveats: [...estimate.caveats, { code: 'erased', count: erased }] }, evidence };
}

/** Adds what can only be said of all slices of a period. */
function togetherIn(metric: MetricDefinition, numbers: readonly RawNumber[]): readonly RawNumber[] {
  const shape = shapeOf(metric);
  if (!shape.together) return numbers;
  const said = new Map<RawNumber, Evaluated>();
  for (const period of Map.groupBy(numbers, ({ evaluated }) => evaluated.estimate.range.from).values()) {
    const own = shape.together(period.map(({ evaluated }) => evaluated));
    period.forEach((number, index) => said.set(number, own[index] ?? number.evaluated));
  }
  return numbers.map((number) => ({ ...number, evaluated: said.get(number) ?? number.evaluated }));
}

/** A number with its change; periods that share days are not two, so that nothing is made of their difference. */
function comparedWith(
  metric: MetricDefinition,
  { current, compared }: { readonly current: Evaluated; readonly compared: Evaluated | null },
  { compare, pairs }: { readonly compare: Comparison | null; readonly pairs: ReturnType<typeof pairsAt> },
): RawNumber {
  const isWhole = !current.estimate.partial && compared?.estimate.partial === false;
  if (!isWhole) return { evaluated: current, raw: null };
  const isShared = compare?.kind !== 'value' && overlaps(current.estimate.range, compared.estimate.range);
  if (!isShared) {
    const isTold = current.estimate.value !== null && compared.estimate.value !== null;
    const sides = { current, compared };
    const raw = pairs && isTold ? pairedChangeOf(metric, { ...sides, ...pairs }) : changeOf(metric, sides);
    return { evaluated: besideLabels(current, compared), raw };
  }
  const caveats = [...current.estimate.caveats, { code: 'shared_days', count: null }];
  const evaluated = besideLabels({ ...current, estimate: { ...current.estimate, caveats } }, compared);
  return { evaluated, raw: sharedChange(metric, { current, compared }) };
}

/** What the sides of a number say of the same cases; null where they are not compared so. */
function pairsAt(
  sides: { readonly current: Side; readonly baseline: Side },
  { metric, slice, index }: { readonly metric: MetricDefinition; readonly slice: Slice; readonly index: number },
): Pick<PairedSides, 'pairs' | 'counted'> | null {
  const { current, baseline } = sides;
  const from = current.buckets[index]?.from;
  if (current.pairs === null || baseline.pairs === null || from === undefined) return null;
  const found = (cells: QuestionCells, side: Side): PairParts =>
    (cells.find(sliceOn(side, slice), from)?.parts.get(metric.id) as PairParts | undefined) ?? noPairs;
  return { pairs: found(current.pairs, current), counted: found(baseline.pairs, baseline).counted };
}

/** Whether a mode has none above it; so has what the taxonomy does not know. */
function isTopMode(mode: string | null, { modes }: Known): boolean {
  const found = modes.modes.find(({ value }) => value === mode);
  return (found?.parent ?? null) === null;
}

/** Whether what moves a rate can be told: it is split by one dimension, and both times are split alike. */
const isDecomposed = (metric: MetricDefinition, { by }: Question, baseline: Question): boolean =>
  metric.kind === 'rate' && by.length === 1 && baseline.by.length === 1 && by[0] === baseline.by[0];

/** Adds to each change of a slice what it is of the change of all, period by period. */
function explained(
  { current, baseline }: { readonly current: Side; readonly baseline: Side },
  { metric, numbers }: { readonly metric: MetricDefinition; readonly numbers: readonly RawNumber[] },
  evaluation: Evaluation,
): readonly RawNumber[] {
  if (!isDecomposed(metric, current.question, baseline.question)) return numbers;
  const told = new Map<RawNumber, RawNumber>();
  for (const [index, { from }] of current.buckets.entries()) {
    const own = numbers.filter(({ evaluated }) => evaluated.estimate.range.from === from);
    const before = baseline.cells.slices.flatMap(
      (slice) => numberOn(baseline, { metric, slice, index }, evaluation)?.estimate ?? [],
    );
    withContributions(own, before).forEach((number, place) => told.set(own[place] ?? number, number));
  }
  return numbers.map((number) => told.get(number) ?? number);
}

/** The numbers of one part of a request, out of the cells of its statement. */
export function evaluatePart(
  { of, current: asked, baseline: compared }: ResolvedPart,
  source: Source,
  evaluation: Evaluation,
): readonly RawNumber[] {
  const { known } = evaluation;
  const current = sideOf(asked, source, known);
  const baseline = compared && sideOf(compared, source, known);
  checkGuards(current, baseline, of.request.compare);
  const erased = erasedRows(asked, known);
  return current.question.metrics.flatMap((metric) => {
    const numbers: RawNumber[] = [];
    const isAnswered = answeredSlices(current, metric);
    for (const slice of orderSlices(current.cells.slices, current.question, known)) {
      if (!isAnswered(slice) || !hasRows(current, metric, slice)) continue;
      current.buckets.forEach((_, index) => {
        const at = { metric, slice, index };
        const evaluated = withErased(numberOn(current, at, evaluation) as Evaluated, erased);
        const other = baseline && isFair(at, current, baseline) ? numberOn(baseline, at, evaluation) : null;
        const pairs = baseline && pairsAt({ current, baseline }, at);
        const { compare } = of.request;
        numbers.push(comparedWith(metric, { current: evaluated, compared: other }, { compare, pairs }));
      });
    }
    const together = togetherIn(metric, numbers);
    const { compare } = of.request;
    if (compare?.kind === 'rest') return besideRest(metric, together, compare.dimension);
    const told = baseline ? explained({ current, baseline }, { metric, numbers: together }, evaluation) : together;
    return modesTogether(metric, told, (mode) => isTopMode(mode, known));
  });
}

/** The numbers of a request in the order of its metrics, from those of its parts, and its periods. */
export function joinParts(
  { current }: Resolved,
  parts: readonly (readonly RawNumber[])[],
  known: Known,
): { readonly buckets: readonly Bucket[]; readonly numbers: readonly RawNumber[] } {
  const place = new Map(current.metrics.map(({ id }, index) => [id, index]));
  const placeOf = ({ evaluated }: RawNumber): number => place.get(evaluated.estimate.metric) ?? 0;
  return { buckets: bucketsFor(current, known), numbers: parts.flat().sort((a, b) => placeOf(a) - placeOf(b)) };
}

/** Slices in the order of their members: most rows first, as the reader meets them in menus. */
function orderSlices(slices: QuestionCells['slices'], question: Question, known: Known): QuestionCells['slices'] {
  const rank = (by: Slice, id: string): number => {
    const top = question.tops[id];
    if (top) return by[id] === otherMember ? top.length : top.indexOf(by[id] ?? null);
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
