import type { RateDefinition } from '../definition.ts';
import type { Axis } from './axis.ts';
import type { Question } from './question.ts';
import { placeOnAxis } from './axis.ts';

/** One set of groups that a statement reads: an axis, split by some dimensions. */
export interface Slot {
  readonly axis: number;
  /** Dimension ids in the statement's order. */
  readonly splits: readonly string[];
}

/** What one statement reads, put together of all questions that fit. */
export interface Layout {
  readonly axes: readonly Axis[];
  readonly splits: readonly string[];
  /** Dimensions whose columns the relation must have: splits and filters. */
  readonly dimensions: readonly string[];
  readonly slots: readonly Slot[];
  readonly metrics: readonly RateDefinition[];
  /** Slot of each question, in the order given. */
  readonly slotOf: ReadonlyMap<Question, number>;
}

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** Environments are never pooled, so that every number must be able to say which it came from. */
export const guardDimension = 'environment';

export function layOut(questions: readonly Question[]): Layout {
  const axes: Axis[] = [];
  const slots: Slot[] = [];
  const slotOf = new Map<Question, number>();
  const splits = [...unique(questions.flatMap(({ by }) => by))].sort();
  const places = questions.map((question) => placeOnAxis(axes, question));
  questions.forEach((question, index) => {
    const axis = places[index] as number;
    const own = splits.filter((id) => question.by.includes(id));
    const at = slots.findIndex((slot) => slot.axis === axis && slot.splits.join() === own.join());
    slotOf.set(question, at === -1 ? slots.push({ axis, splits: own }) - 1 : at);
  });
  const filtered = axes.flatMap(({ where }) => where.map(({ dimension }) => dimension));
  return {
    axes,
    splits,
    dimensions: unique([...splits, ...filtered, guardDimension]),
    slots,
    metrics: unique(questions.flatMap(({ metrics }) => metrics)),
    slotOf,
  };
}
