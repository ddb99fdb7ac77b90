import type { FigureDefinition, RowsDefinition } from '../definition.ts';
import type { Sql } from '../dialect.ts';
import type { FactId, FactViews } from '../facts.ts';

/** What rows hold of one thing over what they hold of another, e.g. citations that hold of all citations. */
export interface RatioDefinition<Fact extends FactId = FactId, CountId extends string = string> extends RowsDefinition<
  Fact,
  CountId
> {
  readonly kind: 'ratio';
  readonly interval: 'ratio_of_sums';
  /** What a row that counts holds of the one. */
  readonly amount: (view: FactViews[Fact]) => Sql;
  /** And of the other, which is above 0; absent where that is how many things a row of the fact is. */
  readonly size?: (view: FactViews[Fact]) => Sql;
}

/** Points by kind of row over all rows: how much is wrong, and how gravely. */
export interface PointsDefinition<Fact extends FactId = FactId, CountId extends string = string> extends RowsDefinition<
  Fact,
  CountId
> {
  readonly kind: 'points';
  readonly interval: 'ratio_of_sums';
  /** What a row of each kind weighs. The kinds exclude each other. */
  readonly points: Readonly<Record<NoInfer<CountId>, number>>;
  /** The kind of rows of which nobody knows what they weigh. */
  readonly unknown: NoInfer<CountId>;
  /** So many rows are what the value is of. */
  readonly per: number;
  /** Kinds that are so seldom and so grave that each stands beside the value, with exact limits. */
  readonly apart: readonly NoInfer<CountId>[];
  /** Had all of the unknown kind the least weight, or the greatest; and those that stand apart, by their kind. */
  readonly figures: Readonly<Record<string, FigureDefinition>>;
}

export function ratio<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<RatioDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): RatioDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'ratio', ...definition };
}

export function points<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<PointsDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): PointsDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'points', ...definition };
}
