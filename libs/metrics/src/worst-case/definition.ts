import type { RowsDefinition } from '../definition.ts';
import type { FactId } from '../facts.ts';

/** A share of cases, each as bad as its worst sample (E15), held against a maximum that a single one breaks. */
export interface WorstCaseDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'worst_case';
  /** Exact and one-sided: no less than none, and at most so many. */
  readonly interval: 'clopper_pearson';
  /** Column of the fact's relation that tells cases apart; all rows of one lie in one cluster. */
  readonly cases: string;
  /** The kind of rows of which one makes a case bad. */
  readonly value: NoInfer<CountId>;
}

export function worstCase<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<WorstCaseDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): WorstCaseDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'worst_case', ...definition };
}
