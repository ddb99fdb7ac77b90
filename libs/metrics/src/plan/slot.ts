import type { MetricDefinition } from '../definition.ts';
import type { DimensionId } from '../dimensions.ts';
import type { Fact } from '../fact.ts';
import type { Axis } from './axis.ts';
import type { Question, Tops } from './question.ts';
import { dimensionOf } from '../dimensions.ts';
import type { FactId } from '../facts.ts';
import { factOf } from '../facts.ts';
import { placeOnAxis } from './axis.ts';

/** One set of groups that a statement reads: an axis, split by some dimensions. */
export interface Slot {
  readonly axis: number;
  /** Dimension ids in the statement's order. */
  readonly splits: readonly string[];
  /** Of splits of many values. */
  readonly tops: Tops;
}

/** What one statement reads, put together of all questions that fit. */
export interface Layout {
  readonly fact: Fact;
  /** Dates that the questions count by. */
  readonly times: readonly string[];
  readonly axes: readonly Axis[];
  readonly splits: readonly string[];
  /** Dimensions whose columns the relation must have: splits and filters. */
  readonly dimensions: readonly DimensionId[];
  readonly slots: readonly Slot[];
  readonly metrics: readonly MetricDefinition[];
  /** Slot of each question, in the order given. */
  readonly slotOf: ReadonlyMap<Question, number>;
}

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const keyOf = ({ axis, splits, tops }: Slot): string =>
  JSON.stringify([axis, splits, splits.map((id) => tops[id] ?? null)]);

/** Questions about one fact. What is never pooled every number must be able to say of itself: so it is read, too. */
export function layOut(id: FactId, questions: readonly Question[]): Layout {
  const fact = factOf(id);
  const axes: Axis[] = [];
  const slots: Slot[] = [];
  const places = new Map<string, number>();
  const slotOf = new Map<Question, number>();
  const splits = [...unique(questions.flatMap(({ by }) => by))].sort();
  const axisOf = questions.map((question) => placeOnAxis(axes, question));
  questions.forEach((question, index) => {
    const axis = axisOf[index] as number;
    const own = splits.filter((id) => question.by.includes(id));
    const slot: Slot = { axis, splits: own, tops: question.tops };
    const key = keyOf(slot);
    const at = places.get(key) ?? slots.push(slot) - 1;
    places.set(key, at);
    slotOf.set(question, at);
  });
  const filtered = axes.flatMap(({ where }) => where.map(({ dimension }) => dimension));
  return {
    fact,
    times: unique(questions.map(({ time }) => time)),
    axes,
    splits,
    dimensions: unique([...splits, ...filtered, ...(fact.guard === null ? [] : [fact.guard])]).map(
      (each) => dimensionOf(each).id,
    ),
    slots,
    metrics: unique(questions.flatMap(({ metrics }) => metrics)),
    slotOf,
  };
}
