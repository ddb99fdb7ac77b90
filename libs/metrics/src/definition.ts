import type { GoodDirection, Unit } from '@assay/contract';
import type { Sql } from './dialect.ts';
import type { OutputView } from './output/view.ts';

/** What a definition may read, by fact. A new fact is one line here and one in `facts.ts`. */
export interface FactViews {
  readonly output: OutputView;
}
export type FactId = keyof FactViews;

/** Minimum sample rules of the catalogue, section 1.5: N30 shows from 30, N0 always. */
export const minimums = {
  N30: { shownFrom: 10, fullFrom: 30, says: 'from 30; 10 to 29 grey; below 10 only the count' },
  N0: { shownFrom: 1, fullFrom: 1, says: 'always, with an exact upper bound' },
} as const;
export type MinimumId = keyof typeof minimums;

/** Rows of the population that a metric does not count, and why. */
export interface Exclusion<View> {
  /** Code of the caveat that carries the count. */
  readonly code: string;
  /** Code of the catalogue's exclusion table, e.g. X-err. */
  readonly rule: string;
  readonly says: string;
  readonly when: (view: View) => Sql;
  /** Decided before `of`, because such a row cannot be said to belong to the population or not. */
  readonly beforeScope?: true;
  /** Above this share of the rows that would count, the metric has the given status. */
  readonly limit?: { readonly share: number; readonly status: 'low_n' | 'off' };
}

export interface Note<View> {
  readonly code: string;
  readonly says: string;
  readonly when: (view: View) => Sql;
}

export interface CountDefinition<View> {
  readonly title: string;
  readonly when: (view: View) => Sql;
}

/** A share of rows: one of several named counts, or their sum, over a population. */
export interface RateDefinition<Fact extends FactId = FactId, CountId extends string = string> {
  readonly kind: 'rate';
  readonly id: string;
  readonly title: string;
  /** One sentence for the reader. */
  readonly what: string;
  readonly formula: string;
  readonly serves: readonly string[];
  readonly owner: string;
  readonly good: GoodDirection;
  /** Which way is worse; a band judged on its upper edge is worse upwards. */
  readonly worse: 'up' | 'down';
  readonly unit: Unit;
  readonly fact: Fact;
  /** Days after a bucket's end during which its rows can still change state. */
  readonly maturityDays: number;
  readonly minimum: MinimumId;
  readonly interval: 'clustered_proportion';
  readonly leftOut: readonly Exclusion<FactViews[Fact]>[];
  /** Rows that count, but whose number the reader should know. */
  readonly noted: readonly Note<FactViews[Fact]>[];
  readonly of: (view: FactViews[Fact]) => Sql;
  readonly counts: Readonly<Record<CountId, CountDefinition<FactViews[Fact]>>>;
  /** The counts whose sum is the numerator. They exclude each other. */
  readonly value: readonly NoInfer<CountId>[];
}

/** Keeps the literal types of a definition, so that the id becomes part of `MetricId`. */
export function rate<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<RateDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): RateDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'rate', ...definition };
}
