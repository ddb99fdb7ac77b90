import type { FigureDefinition, RowsDefinition } from '../definition.ts';
import type { FactId } from '../facts.ts';

/** How long it takes from one instant of a row to another, until half of the rows are over. */
export interface DurationDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'duration';
  readonly interval: 'km_median';
  readonly unit: 'hours' | 'days' | 'business_days';
  /** Columns of the fact's relation: when it begins, and when it is over; null where it is still open. */
  readonly from: string;
  readonly until: string;
  /** Column of the instant at which a row was settled without being over: until then it was open. */
  readonly exit?: string;
  /** The share that is over within so long, in the metric's unit, stands beside the value. */
  readonly within: number;
  readonly figures: Readonly<Record<'within', FigureDefinition>>;
}

export function duration<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<DurationDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): DurationDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'duration', ...definition };
}
